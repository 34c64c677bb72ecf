// targets.js - where the browsers' manifests differ.

/** @type {Record<string, object>} */
export const TARGETS = {
  chromium: {
    minimum_chrome_version: "127",
    background: { service_worker: "background.js" },
    options_page: "options.html",
  },
  firefox: {
    background: { scripts: ["background.js"] },
    options_ui: { page: "options.html", open_in_tab: true },
    sidebar_action: {
      default_panel: "panel.html",
      default_title: "__MSG_name__",
      default_icon: { 16: "icons/16.png", 32: "icons/32.png" },
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: "stoprule@stoprule.example",
        strict_min_version: "142.0",
        data_collection_permissions: { required: ["none"] },
      },
    },
  },
};
