-- What wrk has counted, in numbers; and, given a file of addresses, another one with each request.

function init(args)
  if #args == 0 then return end
  local made, at = {}, tonumber(args[2])
  for line in io.lines(args[1]) do made[#made + 1] = wrk.format("GET", line) end
  function request()
    at = at % #made + 1
    return made[at]
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "counted %d %d %f %f %d\n",
    summary.requests, summary.duration, latency.mean, latency:percentile(50),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
