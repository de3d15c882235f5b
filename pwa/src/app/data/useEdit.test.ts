import { describe, expect, it } from "vitest";
import type { Answer } from "@/api/client";
import { ApiProblem, parseProblem } from "@/api/problem";
import { useEdit, type Edit } from "./useEdit";

interface Site {
  name: string;
  address: string;
  version: number;
}
type Draft = Omit<Site, "version">;

/** A server that keeps one record and refuses what is based on an older version of it. */
class Server {
  site: Site = { name: "北门", address: "天河路 1 号", version: 1 };
  sent: Partial<Draft>[] = [];

  read(): Answer<Site> {
    return {
      data: { ...this.site },
      etag: String(this.site.version),
      date: null,
      status: 200,
      replayed: false,
    };
  }

  change(change: Partial<Draft>, ifMatch: string): Promise<Answer<Site>> {
    this.sent.push(change);
    if (ifMatch !== String(this.site.version)) {
      return Promise.reject(new ApiProblem(parseProblem(412, { code: "precondition.failed" })));
    }
    this.site = { ...this.site, ...change, version: this.site.version + 1 };
    return Promise.resolve(this.read());
  }
}

function opened(server: Server): Edit<Site, Draft> {
  const edit = useEdit<Site, Draft>(
    { name: "", address: "" },
    {
      draftOf: ({ name, address }) => ({ name, address }),
      fetch: () => Promise.resolve(server.read()),
      send: (change, ifMatch) => server.change(change, ifMatch),
    },
  );
  edit.open(server.read());
  return edit;
}

describe("editing a record", () => {
  it("sends only what was changed", async () => {
    const server = new Server();
    const edit = opened(server);
    edit.draft.name = "南门";
    await edit.save();
    expect(server.sent).toEqual([{ name: "南门" }]);
    expect(edit.dirty.value).toBe(false);
  });

  it("sends nothing when nothing was changed", async () => {
    const server = new Server();
    expect(await opened(server).save()).toMatchObject({ name: "北门" });
    expect(server.sent).toEqual([]);
  });

  it("shows a change someone made to another field, and saves both at the second press", async () => {
    const server = new Server();
    const edit = opened(server);
    await server.change({ address: "天河路 2 号" }, "1");
    edit.draft.name = "南门";
    expect(await edit.save()).toBeUndefined();
    expect(edit.meanwhile.value).toMatchObject({ taken: ["address"], conflicts: [] });
    expect(edit.draft).toEqual({ name: "南门", address: "天河路 2 号" });
    await edit.save();
    expect(server.site).toMatchObject({ name: "南门", address: "天河路 2 号" });
  });

  it("keeps my words when both changed one field, until I take theirs", async () => {
    const server = new Server();
    const edit = opened(server);
    await server.change({ name: "西门" }, "1");
    edit.draft.name = "南门";
    await edit.save();
    expect(edit.draft.name).toBe("南门");
    expect(edit.meanwhile.value?.theirs.name).toBe("西门");
    edit.takeTheirs("name");
    expect(edit.draft.name).toBe("西门");
    expect(edit.meanwhile.value?.conflicts).toEqual([]);
  });

  it("keeps what was typed when the newest version cannot be read", async () => {
    const server = new Server();
    const edit = opened(server);
    await server.change({ name: "西门" }, "1");
    server.read = () => {
      throw new ApiProblem(parseProblem(503, {}));
    };
    edit.draft.name = "南门";
    await edit.save();
    expect(edit.draft.name).toBe("南门");
    expect((edit.error.value as ApiProblem).status).toBe(503);
  });
});
