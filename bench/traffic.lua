-- The load program: each request is one of the lines of a file, with a key of its own.
-- Usage: wrk -s traffic.lua ADDRESS -- FILE SEED. A line holds the request's head and body; \r\n are written as such,
-- and KEY stands where a new UUID goes.

local lines, thread_count = {}, 0

function setup(thread)
  thread:set("place", thread_count)
  thread_count = thread_count + 1
end

function init(args)
  for line in io.lines(args[1]) do
    local text = line:gsub("\\r", "\r"):gsub("\\n", "\n")
    local head, tail = text:match("^(.-)KEY(.*)$")
    lines[#lines + 1] = { head or text, tail }
  end
  math.randomseed(tonumber(args[2]) * 64 + place)
  -- each thread begins elsewhere, so that two of them do not ask about the same guard at once
  at = place * 7919
end

local function uuid()
  return string.format("%08x-%04x-4%03x-8%03x-%08x%04x", math.random(0, 0xffffffff), math.random(0, 0xffff),
    math.random(0, 0xfff), math.random(0, 0xfff), math.random(0, 0xffffffff), math.random(0, 0xffff))
end

function request()
  at = at + 1
  local line = lines[at % #lines + 1]
  if not line[2] then return line[1] end
  return line[1] .. uuid() .. line[2]
end

function done(summary, latency, _)
  io.write(string.format('{"requests": %d, "seconds": %f, "failed": %d, "broken": %d, "p50_ms": %f, "p95_ms": %f, "p99_ms": %f}\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
