// What the SDK sends while something is done: method, path and headers of each request, and the
// status that it was answered with.

export async function trafficOf(act) {
  const requests = [];
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const entry = {
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
    };
    requests.push(entry);
    const response = await real(input, init);
    entry.status = Number(response.headers.get("x-hexclave-actual-status") ?? response.status);
    return response;
  };
  try {
    await act();
  } finally {
    globalThis.fetch = real;
  }
  return requests;
}

export function lines(requests) {
  return requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
}
