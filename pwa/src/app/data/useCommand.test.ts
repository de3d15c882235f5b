import { describe, expect, it } from "vitest";
import { ApiProblem, NetworkError, parseProblem } from "@/api/problem";
import { useCommand } from "./useCommand";

function refused(status: number): ApiProblem {
  return new ApiProblem(parseProblem(status, { code: "certificate.already_open" }));
}

describe("a command", () => {
  it("keeps its key when no answer came, and takes a new one when the payload changed", async () => {
    const command = useCommand();
    const keys: string[] = [];
    const silent = (key: string): Promise<void> => {
      keys.push(key);
      return Promise.reject(new NetworkError("timeout"));
    };
    await command.run({ reason: "a" }, silent);
    await command.run({ reason: "a" }, silent);
    await command.run({ reason: "b" }, silent);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it("takes a new key after a refusal, so that the same words can be tried again", async () => {
    const command = useCommand();
    const keys: string[] = [];
    for (const outcome of [Promise.reject(refused(409)), Promise.resolve("done")]) {
      await command.run({ reason: "a" }, (key) => {
        keys.push(key);
        return outcome;
      });
    }
    expect(keys[1]).not.toBe(keys[0]);
    expect(command.error.value).toBeNull();
  });

  it("is done once when its button is pressed twice", async () => {
    const command = useCommand();
    let sent = 0;
    let answer = (): void => undefined;
    const first = command.run({}, () => {
      sent += 1;
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    });
    await command.run({}, () => {
      sent += 1;
      return Promise.resolve();
    });
    answer();
    await first;
    expect(sent).toBe(1);
  });

  it("shows why it failed", async () => {
    const command = useCommand();
    expect(await command.run({}, () => Promise.reject(refused(409)))).toBeUndefined();
    expect((command.error.value as ApiProblem).code).toBe("certificate.already_open");
  });
});
