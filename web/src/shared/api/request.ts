import { uuid } from "@/shared/lib/uuid";
import { ApiError, problemOf, unreachable } from "./problem";
import { freshToken, tokenRefused } from "./tokens";

const base = "/api/v1";

interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
}

async function attempt(path: string, init: RequestInit): Promise<Response> {
  const token = await freshToken();
  if (token === null) throw new ApiError(401, "not_signed_in", "");
  const headers = { ...init.headers, Authorization: `Bearer ${token}` };
  return fetch(base + path, { ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  });
}

/** Calls the server as the person who is signed in; the token is renewed once when the server does not take it. */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const method = call.method ?? "GET";
  const init: RequestInit = {
    method,
    ...(call.signal ? { signal: call.signal } : {}),
    ...(method === "GET" || method === "DELETE"
      ? {}
      : {
          // The same key on the second attempt: what is asked for happens once.
          headers: { "Content-Type": "application/json", "Idempotency-Key": uuid() },
          body: JSON.stringify(call.body ?? {}),
        }),
  };
  let response = await attempt(path, init);
  if (response.status === 401) {
    tokenRefused();
    response = await attempt(path, init);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call);
  return (await response.json()) as T;
}
