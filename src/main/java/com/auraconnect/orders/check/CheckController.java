package com.auraconnect.orders.check;

import java.net.URI;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import com.auraconnect.orders.http.IfMatch;
import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.PageResponse;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.VersionCondition;
import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.PageCursors;
import com.auraconnect.orders.security.Signer;

/**
 * Serves checks. Every command answers with the whole check and its version as the
 * {@code ETag}. Closed to customers.
 */
@RestController
@RequestMapping(path = "/api/v1/checks", produces = MediaType.APPLICATION_JSON_VALUE)
class CheckController {

	private final CheckService service;

	private final CheckSplits splits;

	private final CheckQueries queries;

	private final PageResponse pages;

	private final PageCursors cursors;

	private final OrderMeters meters;

	CheckController(CheckService service, CheckSplits splits, CheckQueries queries, PageResponse pages, Signer signer,
			OrderMeters meters) {
		this.service = service;
		this.splits = splits;
		this.queries = queries;
		this.pages = pages;
		this.cursors = new PageCursors(signer, "check-list-cursor");
		this.meters = meters;
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> open(@AuthenticationPrincipal Caller caller,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody CheckRequest body) {
		return this.meters.time("open_check", () -> {
			var wanted = body.toCheck();
			if (!caller.canSee(wanted.locationId(), null)) {
				throw new AccessDeniedException("This location is not one of yours");
			}
			var opened = this.service.open(new CheckCommand(caller, 0, VersionCondition.ANY, recorder), wanted);
			return ResponseEntity.created(URI.create("/api/v1/checks/" + opened.id()))
				.eTag(eTag(opened))
				.body(opened.json());
		});
	}

	/**
	 * The version does not move with the orders of a check: it is a condition for 304
	 * only while none of them has changed since.
	 */
	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@GetMapping("/{checkId}")
	byte @Nullable [] get(@AuthenticationPrincipal Caller caller, @PathVariable String checkId, WebRequest request,
			HttpServletResponse response) {
		return this.meters.time("get_check", () -> {
			var check = this.queries.get(caller, PathId.parse(checkId));
			if (check.isAsOfVersion() && request.checkNotModified(eTag(check))) {
				return null;
			}
			response.setHeader(HttpHeaders.ETAG, eTag(check));
			return check.json();
		});
	}

	@LargeAnswer(LargeAnswer.Kind.PAGE)
	@GetMapping
	byte[] list(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("list_checks", () -> {
			var request = CheckList.parse(query, caller.scope(), this.cursors);
			var filters = request.list().filters();
			var page = this.queries.page(request.list(), this.cursors.read(request.cursor(), filters),
					request.pageSize());
			var next = (page.next() != null) ? this.cursors.write(page.next(), filters) : null;
			return this.pages.write(page, request.pageSize(), next);
		});
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PatchMapping(path = "/{checkId}", consumes = { MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json" })
	ResponseEntity<byte[]> amend(@AuthenticationPrincipal Caller caller, @PathVariable String checkId,
			WebRequest request, @RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody CheckPatchRequest body) {
		return this.meters.time("amend_check",
				() -> ok(this.service.amend(command(caller, checkId, request, recorder), body.toPatch())));
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PostMapping(path = "/{checkId}/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> merge(@AuthenticationPrincipal Caller caller, @PathVariable String checkId,
			WebRequest request, @RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody MergeRequest body) {
		return this.meters.time("merge_checks", () -> {
			var target = command(caller, checkId, request, recorder);
			if (body.from().contains(target.checkId())) {
				throw new InvalidRequest("from", "must not contain the check itself");
			}
			return ok(this.service.merge(target, body.from()));
		});
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PostMapping(path = "/{checkId}/splits", consumes = MediaType.APPLICATION_JSON_VALUE)
	SplitView split(@AuthenticationPrincipal Caller caller, @PathVariable String checkId,
			@ValidBody SplitRequest body) {
		return this.meters.time("split_check", () -> this.splits.split(caller, PathId.parse(checkId), body));
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@PostMapping("/{checkId}/close")
	ResponseEntity<byte[]> close(@AuthenticationPrincipal Caller caller, @PathVariable String checkId,
			WebRequest request, @RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder) {
		return this.meters.time("close_check",
				() -> ok(this.service.close(command(caller, checkId, request, recorder))));
	}

	/** Returns what a change is about. */
	static CheckCommand command(Caller caller, String checkId, WebRequest request, ResponseRecorder recorder) {
		var lines = request.getHeaderValues(HttpHeaders.IF_MATCH);
		return new CheckCommand(caller, PathId.parse(checkId),
				IfMatch.condition((lines != null) ? List.of(lines) : List.of()), recorder);
	}

	/** 200 with the check and its version as {@code ETag}. */
	static ResponseEntity<byte[]> ok(CheckDocument check) {
		return ResponseEntity.ok().eTag(eTag(check)).body(check.json());
	}

	private static String eTag(CheckDocument check) {
		return "\"" + check.version() + "\"";
	}

}
