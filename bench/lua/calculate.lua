-- Prices orders without placing them.
package.path = os.getenv("BENCH_LUA") .. "/?.lua"
local common = require("common")
setup = common.setup
done = common.done

local requests = {}

function init()
  for i, terminal in ipairs(common.callers()) do
    requests[i] = common.with_body(common.head("POST", "/api/v1/orders/calculate", terminal.token),
      common.order_of(terminal.location, 1 + i % 60))
  end
end

request = common.requests(function(n)
  return requests[1 + n % #requests]
end)
