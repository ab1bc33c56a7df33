-- Reads the paths in the file BENCH_PATHS, one after the other and again from the first, as the callers in the file
-- BENCH_CALLERS by turns. With BENCH_ONCE each path is read once.
package.path = os.getenv("BENCH_LUA") .. "/?.lua"
local common = require("common")
setup = common.setup
done = common.done

local callers = common.callers()
local paths = common.lines(os.getenv("BENCH_PATHS"))
local once = os.getenv("BENCH_ONCE") == "1"
local heads = {}

function init()
  for i, caller in ipairs(callers) do
    heads[i] = " HTTP/1.1\r\nHost: " .. wrk.host .. "\r\nAuthorization: Bearer " .. caller.token .. "\r\n\r\n"
  end
end

request = common.requests(function(n)
  if once and n > #paths then
    return nil
  end
  return "GET " .. paths[1 + n % #paths] .. heads[1 + n % #heads]
end)
