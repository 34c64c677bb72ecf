// intake.js - files, folders, archives and texts that are chosen or dropped anywhere on the page.
import { by_id } from "./dom.js";
import { items_chosen, items_dropped, items_of_folder } from "./files.js";
import { pasted } from "./item.js";

/** @typedef {import("./item.js").Item} Item */

/** @param {(items: Item[]) => void} add @param {(error: Error) => void} fail */
export function take_in(add, fail) {
  /** @param {() => Promise<Item[]>} read */
  const take = async (read) => {
    try {
      add(await read());
    } catch (error) {
      fail(/** @type {Error} */ (error));
    }
  };

  /** @param {string} name @param {(files: File[]) => Promise<Item[]>} read */
  const chooser = (name, read) => {
    const picker = /** @type {HTMLInputElement} */ (by_id(name));
    by_id(`choose-${name}`).addEventListener("click", () => picker.click());
    picker.addEventListener("change", () => {
      const files = [...(picker.files ?? [])];
      picker.value = "";
      void take(() => read(files));
    });
  };
  chooser("files", items_chosen);
  chooser("folder", async (files) => items_of_folder(files));

  const sheet = by_id("sheet");
  addEventListener("dragover", (event) => {
    event.preventDefault();
    sheet.classList.add("is-over");
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) sheet.classList.remove("is-over");
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    sheet.classList.remove("is-over");
    const dropped = event.dataTransfer;
    if (!dropped) return;
    const text = dropped.getData("text/plain");
    if (dropped.files.length) void take(() => items_dropped(dropped));
    else if (text) add([pasted(text)]);
  });
}
