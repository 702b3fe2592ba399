-- A refresh, as the SDK sends it once a minute for each open tab.
local tokens, next = {}, 0
for line in io.lines(os.getenv("BENCH_FOLDER") .. "/refresh-tokens") do tokens[#tokens + 1] = line end
local form = "grant_type=refresh_token&client_id=" .. os.getenv("BENCH_PROJECT")
  .. "&client_secret=" .. os.getenv("BENCH_CLIENT_KEY") .. "&refresh_token="
local headers = { ["content-type"] = "application/x-www-form-urlencoded;charset=UTF-8" }
function request()
  next = next % #tokens + 1
  return wrk.format("POST", "/api/v1/auth/oauth/token", headers, form .. tokens[next])
end
