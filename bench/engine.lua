-- The least that a request costs: the HTTP engine answers that the server lives.
function request() return wrk.format("GET", "/health") end
