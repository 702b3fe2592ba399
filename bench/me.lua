-- Who am I, with the access tokens of many users.
local tokens, next = {}, 0
for line in io.lines(os.getenv("BENCH_FOLDER") .. "/access-tokens") do tokens[#tokens + 1] = line end
local function headers(token)
  return {
    ["x-hexclave-project-id"] = os.getenv("BENCH_PROJECT"),
    ["x-hexclave-access-type"] = "client",
    ["x-hexclave-publishable-client-key"] = os.getenv("BENCH_CLIENT_KEY"),
    ["x-hexclave-allow-anonymous-user"] = "true",
    ["x-hexclave-access-token"] = token,
  }
end
function request()
  next = next % #tokens + 1
  return wrk.format("GET", "/api/v1/users/me", headers(tokens[next]))
end
