-- What wrk sends, by the words behind its address, and what it prints in the end for load.py.
--   depth=N   N requests at a time
--   body=N    POST with a body of N octets
--   close=1   a connection for each request
function init(words)
  local asked = {}
  for _, word in ipairs(words) do
    local name, value = word:match("^(%a+)=(%d+)$")
    if name then asked[name] = tonumber(value) end
  end
  if asked.body then
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/octet-stream"
    wrk.body = string.rep("x", asked.body)
  end
  if asked.close then
    wrk.headers["Connection"] = "close"
  end
  -- Only if it must: while there is such a function, wrk calls it for each request.
  if asked.depth then
    local octets = string.rep(wrk.format(), asked.depth)
    function request() return octets end
  end
end

function done(summary, latency)
  local failed = summary.errors
  local figures = {
    {"requests", summary.requests}, {"micros", summary.duration}, {"octets", summary.bytes},
    {"p50", latency:percentile(50)}, {"p99", latency:percentile(99)},
    {"connect", failed.connect}, {"read", failed.read}, {"write", failed.write},
    {"timeout", failed.timeout}, {"status", failed.status},
  }
  local text = {}
  for i, figure in ipairs(figures) do
    text[i] = string.format('"%s":%d', figure[1], figure[2])
  end
  print("figures {" .. table.concat(text, ",") .. "}")
end
