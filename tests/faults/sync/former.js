/*
 * The database as the release of November 2026 (version 1 of its shape) left it on a phone: visits waiting, their
 * pictures with the command; an account that was never enrolled as a device. Written here by
 * hand and not by the app's code, which has changed since: what waits on real phones looks like this.
 */
async ({ account, visits }) => {
  const aes = { name: "AES-GCM", length: 256 };
  const key = await crypto.subtle.generateKey(aes, false, ["encrypt", "decrypt"]);
  const seal = async (bytes) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
  };
  const sealJson = (value) => seal(new TextEncoder().encode(JSON.stringify(value)));
  const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("gangwei", 1);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      const made = request.result;
      for (const name of ["settings", "keys"]) made.createObjectStore(name);
      made.createObjectStore("packs", { keyPath: "account_id" });
      const own = (name, keyPath, index) => made.createObjectStore(name, { keyPath }).createIndex(index, index);
      own("drafts", "id", "account_id");
      own("pictures", ["draft_id", "name"], "draft_id");
      own("commands", "id", "account_id");
      own("parts", ["command_id", "name"], "command_id");
      own("receipts", "command_id", "account_id");
    };
    request.onsuccess = () => resolve(request.result);
  });
  const now = new Date().toISOString();
  const device = crypto.randomUUID();
  const rows = { settings: [[device, "device_id"], [visits.length, "device_sequence"], [visits.length, "queue_place"]], keys: [[key, "device"]], drafts: [], commands: [], parts: [], pictures: [] };
  for (const [place, { record, label, photos }] of visits.entries()) {
    const id = crypto.randomUUID();
    const names = photos.map((_, at) => `photo-${at}`);
    const payload = { ...record, photos: names.map((name) => ({ media_id: `part:${name}`, caption: name, item_id: null })) };
    rows.drafts.push([{ id: record.id, account_id: account, kind: "inspection", created_at: now, updated_at: now, sealed: await sealJson(record), command_id: id }]);
    rows.commands.push([{
      id, account_id: account, kind: "inspection", created_at: now, order: place + 1, refused: false, tries: 0, next_try_at: null, last_problem: null,
      device_id: device, device_sequence: place + 1, in_hand: false, draft_id: record.id, resolved: {}, sealed: await sealJson({ label, payload, earlier_payload: null }),
    }]);
    for (const [at, name] of names.entries()) {
      const sealed = await seal(bytesOf(photos[at]));
      rows.pictures.push([{ draft_id: record.id, name, type: "image/jpeg", sealed }]);
      rows.parts.push([{ command_id: id, name, media: "inspection_photo", type: "image/jpeg", key: crypto.randomUUID(), media_id: null, sealed }]);
    }
  }
  const tx = database.transaction(Object.keys(rows), "readwrite");
  for (const [name, all] of Object.entries(rows)) for (const row of all) tx.objectStore(name).put(...row);
  await new Promise((resolve, reject) => { tx.oncomplete = resolve; tx.onabort = () => reject(tx.error); });
  database.close();
}
