/** Uses a one-time address up, as its page does; the answer is the cookie's value. */
export async function sessionBy(address: string): Promise<string> {
  const { origin, hash } = new URL(address);
  const answer = await fetch(`${origin}/api/v1/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ secret: hash.slice(1) }),
  });
  const session = /throughline=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
  if (session === undefined) throw new Error(`The address did not sign in: ${answer.status} ${await answer.text()}`);
  return session;
}
