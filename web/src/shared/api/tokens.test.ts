import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { request } from "./request";
import { dropTokens, freshToken, refresh } from "./tokens";

const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const tokens = (access_token: string) =>
  answer(200, { access_token, token_type: "bearer", expires_in: 900, refresh_token: "r" });

const fetcher = vi.fn<typeof fetch>();
beforeEach(() => {
  fetcher.mockReset();
  vi.stubGlobal("fetch", fetcher);
  dropTokens();
});
afterEach(() => {
  dropTokens();
  vi.unstubAllGlobals();
});

it("refreshes once for all who need a token at the same time", async () => {
  fetcher.mockResolvedValueOnce(tokens("a1"));
  expect(await Promise.all([freshToken(), freshToken(), refresh()])).toEqual(["a1", "a1", true]);
  expect(fetcher).toHaveBeenCalledOnce();
  expect(fetcher.mock.calls[0]?.[1]).toMatchObject({
    body: "{}",
    headers: { "X-Requested-With": "orchestrasec" },
  });
});

it("knows that the session is over when the server says so, but not when it is away", async () => {
  fetcher.mockResolvedValueOnce(answer(401, { code: "invalid_refresh_token", detail: "" }));
  expect(await freshToken()).toBeNull();
  fetcher.mockRejectedValueOnce(new TypeError("network"));
  await expect(freshToken()).rejects.toMatchObject({ status: 0, code: "unreachable" });
});

it("renews a token that is not taken, once, and repeats with the same key", async () => {
  fetcher
    .mockResolvedValueOnce(tokens("a1"))
    .mockResolvedValueOnce(answer(401, { code: "invalid_token", detail: "" }))
    .mockResolvedValueOnce(tokens("a2"))
    .mockResolvedValueOnce(answer(201, { id: "m1" }));
  expect(await request("/meetings", { method: "POST", body: {} })).toEqual({ id: "m1" });
  const headers = [1, 3].map((call) => new Headers(fetcher.mock.calls[call]?.[1]?.headers));
  expect(headers.map((each) => each.get("Authorization"))).toEqual(["Bearer a1", "Bearer a2"]);
  expect(headers[0]?.get("Idempotency-Key")).toBe(headers[1]?.get("Idempotency-Key"));
});

it("turns a problem into its code and fields", async () => {
  fetcher.mockResolvedValueOnce(tokens("a1")).mockResolvedValueOnce(
    answer(422, {
      code: "invalid_field",
      detail: "no",
      errors: [{ field: "title", code: "invalid_field", detail: "empty" }],
    }),
  );
  await expect(request("/meetings", { method: "POST" })).rejects.toMatchObject({
    status: 422,
    code: "invalid_field",
    fields: { title: { detail: "empty" } },
  });
});
