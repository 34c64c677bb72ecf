// hostile.js - what an attacker would write, for every place that shows it.

/** Text that would act on somebody who reads it. @type {Record<string, string>} */
export const HOSTILE = {
  terminal: "\u001b[2J\u001b]8;;https://evil.example\u0007x\u009b31m\u202e",
  command: "::error file=x,line=1::y\n::add-mask::z\r\n  ::stop-commands::t",
  older: "x ##[error]y ##vso[task.complete]z",
  xml: "]]></failure><!-- \"'&lt;\ufffe\uffff\u0001",
  html: '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:1">a</a>',
  markdown:
    "[a](https://evil.example) ![b](//evil.example/c.png) ``` | ~~d~~ **e** <https://evil.example>",
  heading: "# a\n---\n===\n> b\n1. c\n- [ ] d\n| e |\n|---|",
  links: "https://evil.example www.evil.example a@evil.example xmpp:a@evil.example @team #1",
  sarif: "[a](https://evil.example) {0} [b](1) \\[c]",
  formula: '=HYPERLINK("https://evil.example") +1 @SUM(A1)',
  path: "//evil.example/a?b#c%2e/../d\\e:f,g",
};
