"""How a document looks as a page: on a narrow phone, in the dark, and on paper.

Refuses to know what is in it. Invariant: nothing is fetched: faces are those of the device.
"""

STYLE = """
:root{color-scheme:light dark;--ink:#24142e;--soft:#5f5566;--paper:#fff;--line:#cfc8d3;--action:#4c2a63}
@media (prefers-color-scheme:dark){:root{--ink:#f3eef6;--soft:#b9aec1;--paper:#1a1220;--line:#4a3d54;--action:#d3b8e6}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,"Noto Sans",sans-serif}
main{max-width:56rem;margin:0 auto;padding:1.25rem 1rem 3rem}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:2rem 0 .5rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;margin-top:.5rem}h2{font-size:1.3rem;border-block-end:2px solid;padding-block-end:.25rem}
h3{font-size:1.1rem}h4,h5,h6{font-size:1rem}
p,li,dd{overflow-wrap:anywhere;margin-block:.4rem}
.header,.note,dt,figcaption{color:var(--soft)}.note{font-size:.9rem}.lead{font-weight:600}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.1rem 1rem;margin:1rem 0}
dt,dd{margin:0;padding-block:.15rem}
ul,ol{padding-inline-start:1.25rem}
.basis{color:var(--action);font-size:.8rem;white-space:nowrap}
blockquote{margin:.75rem 0;padding-inline-start:1rem;border-inline-start:3px solid var(--line)}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:start;color:var(--soft);padding-block:.25rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .5rem;border-block-end:1px solid var(--line);min-width:3rem}
thead th{border-block-end:2px solid;font-size:.85rem}tbody th{font-weight:600}
.figure{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
figure{margin:1rem 0}figure svg{max-width:100%;height:auto;background:#fff}
@media screen and (max-width:44rem){figure svg{max-width:none;width:44rem}}
.break{border:0;margin:2rem 0}:target{outline:2px solid var(--action);outline-offset:2px}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--line:#999;--action:#000}main{max-width:none;padding:0}
.wide{overflow:visible}thead{display:table-header-group}tr,figure,blockquote{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}.break{break-after:page;margin:0}}
""".strip()
