-- What all loads have in common: terminals with their tokens, and the account of the answers.
local common = {}

-- {location, token} of each terminal.
function common.terminals()
  local terminals = {}
  for line in io.lines(os.getenv("BENCH_WORK") .. "/terminals") do
    local location, token = line:match("^(%d+)\t(.+)$")
    terminals[#terminals + 1] = { location = location, token = token }
  end
  return terminals
end

-- The head of a request up to the empty line, which is not part of it.
function common.head(method, path, token)
  return method .. " " .. path .. " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nAuthorization: Bearer " .. token .. "\r\n"
end

function common.with_body(head, body)
  return head .. "Content-Type: application/json\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end

-- Writes to the file BENCH_ANSWER what came of the load. Statuses are those that the script's response() has counted; a
-- script without one leaves all that is no error as 200.
function common.account(summary, latency, threads)
  local statuses = {}
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("statuses") or {}) do
      statuses[status] = (statuses[status] or 0) + count
    end
  end
  if next(statuses) == nil then
    statuses["200"] = summary.requests - summary.errors.status
  end
  local written = {}
  for status, count in pairs(statuses) do
    written[#written + 1] = string.format('"%s": %d', status, count)
  end
  local errors = summary.errors
  local file = assert(io.open(os.getenv("BENCH_ANSWER"), "w"))
  file:write(string.format(
    '{"seconds": %.3f, "requests": %d, "statuses": {%s}, "failures": %d, "p50": %.2f, "p99": %.2f}\n',
    summary.duration / 1e6, summary.requests, table.concat(written, ", "),
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
  file:close()
end

return common
