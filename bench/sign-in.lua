-- A sign-in with a password.
local headers = {
  ["content-type"] = "application/json",
  ["x-hexclave-project-id"] = os.getenv("BENCH_PROJECT"),
  ["x-hexclave-access-type"] = "client",
  ["x-hexclave-publishable-client-key"] = os.getenv("BENCH_CLIENT_KEY"),
}
local count = 0
function request()
  count = count % 200 + 1
  local body = '{"email":"user-' .. count .. '@example.com","password":"correct horse battery"}'
  return wrk.format("POST", "/api/v1/auth/password/sign-in", headers, body)
end
