package com.auraconnect.orders.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Statements that write the entities of one table, by their JPA mapping: names,
 * converters and write expressions are those that Hibernate reads by. Hibernate itself
 * would send the statements of each table as a message of their own.
 */
final class EntityTable {

	private static final String ID = "id";

	private static final String TENANT = "tenant_id";

	private static final String VERSION = "version";

	private final String name;

	private final EntityPersister persister;

	private final List<AttributeMapping> attributes;

	private final String insert;

	private final String row;

	/** Texts of UPDATE statements by the changed attributes. */
	private final Map<BitSet, String> updates = new ConcurrentHashMap<>();

	EntityTable(EntityPersister persister) {
		this.persister = persister;
		this.name = persister.getIdentifierTableName();
		this.attributes = new ArrayList<>();
		persister.forEachAttributeMapping((attribute) -> this.attributes.add(attribute));
		var columns = columns(IntStream.range(0, this.attributes.size())).toList();
		this.insert = "INSERT INTO " + this.name + " (" + ID + ", "
				+ columns.stream().map(SelectableMapping::getSelectionExpression).collect(Collectors.joining(", "))
				+ ")";
		this.row = "(?, " + columns.stream().map(EntityTable::write).collect(Collectors.joining(", ")) + ")";
	}

	private Stream<SelectableMapping> columns(IntStream attributes) {
		return attributes.boxed().flatMap((i) -> {
			var columns = new ArrayList<SelectableMapping>();
			this.attributes.get(i).forEachSelectable((_, column) -> columns.add(column));
			return columns.stream();
		});
	}

	private static String write(SelectableMapping column) {
		return Objects.requireNonNullElse(column.getWriteExpression(), "?");
	}

	/**
	 * The version is compared and set: if the stored one differs, CASE yields NULL, NOT
	 * NULL fails and the batch rolls back.
	 */
	private static String set(SelectableMapping column) {
		var name = column.getSelectionExpression();
		return name + " = " + (name.equals(VERSION) ? "CASE version WHEN ? THEN ? END" : write(column));
	}

	private static boolean isVersion(AttributeMapping attribute) {
		return attribute.getAttributeName().equals(VERSION);
	}

	/** Returns the current attribute values of an entity. */
	@Nullable Object[] values(Object entity) {
		return this.attributes.stream().map((attribute) -> attribute.getValue(entity)).toArray();
	}

	/** Adds the statement that inserts these entities. */
	void insert(List<?> entities, SqlBatch writes) {
		if (!entities.isEmpty()) {
			writes.addRows(this.insert, this.row, entities.stream().map(this::row).toList());
		}
	}

	private @Nullable Object[] row(Object entity) {
		var values = new ArrayList<@Nullable Object>();
		values.add(this.persister.getIdentifierMapping().getIdentifier(entity));
		this.attributes.forEach((attribute) -> addColumns(attribute, attribute.getValue(entity), values));
		return values.toArray();
	}

	private static void addColumns(AttributeMapping attribute, @Nullable Object value, List<@Nullable Object> columns) {
		attribute.breakDownJdbcValues(value, (_, column, _) -> columns.add(time(column)), null);
	}

	private static @Nullable Object time(@Nullable Object value) {
		return (value instanceof Instant instant) ? instant.atOffset(ZoneOffset.UTC) : value;
	}

	/**
	 * Adds the statement that updates what has changed of an entity, if anything has.
	 * @param tenantId the tenant of the entity
	 */
	void update(Object entity, long tenantId, @Nullable Object[] before, SqlBatch writes) {
		var now = values(entity);
		var changed = IntStream.range(0, now.length)
			.filter((i) -> !Objects.equals(before[i], now[i]))
			.collect(BitSet::new, BitSet::set, BitSet::or);
		if (!changed.isEmpty()) {
			IntStream.range(0, now.length).filter((i) -> isVersion(this.attributes.get(i))).forEach(changed::set);
			var values = new ArrayList<@Nullable Object>();
			changed.stream().forEach((i) -> {
				if (isVersion(this.attributes.get(i))) {
					values.add(before[i]);
				}
				addColumns(this.attributes.get(i), now[i], values);
			});
			values.addAll(Arrays.asList(this.persister.getIdentifierMapping().getIdentifier(entity), tenantId));
			writes.add(this.updates.computeIfAbsent(changed, this::update), values.toArray());
		}
	}

	private String update(BitSet changed) {
		return "UPDATE " + this.name + "\nSET "
				+ columns(changed.stream()).map(EntityTable::set).collect(Collectors.joining(", ")) + "\nWHERE " + ID
				+ " = ? AND " + TENANT + " = ?";
	}

}
