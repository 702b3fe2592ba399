-- A sign-up with a password.
local headers = {
  ["content-type"] = "application/json",
  ["x-hexclave-project-id"] = os.getenv("BENCH_PROJECT"),
  ["x-hexclave-access-type"] = "client",
  ["x-hexclave-publishable-client-key"] = os.getenv("BENCH_CLIENT_KEY"),
}
-- No address may come twice, in no thread and no run.
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end
local count, run = 0, os.time() .. "-" .. math.random(1e9)
function init() math.randomseed(os.time() * 1000 + number) run = os.time() .. "-" .. math.random(1e9) end
function request()
  count = count + 1
  local email = number .. "-" .. run .. "-" .. count .. "@example.com"
  local body = '{"email":"' .. email .. '","password":"correct horse battery"}'
  return wrk.format("POST", "/api/v1/auth/password/sign-up", headers, body)
end
