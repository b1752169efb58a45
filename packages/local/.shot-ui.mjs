import { createServer } from "node:http"; import { readFile, mkdir } from "node:fs/promises"; import { join, extname } from "node:path";
process.env.TMPDIR = "/tmp/ui-chromium"; await mkdir("/tmp/ui-chromium",{recursive:true});
const { chromium } = await import("playwright-core"); const sp = (await import("@sparticuz/chromium")).default; const { AxeBuilder } = await import("@axe-core/playwright");
const dist="/work/main/packages/ui/dist"; const types={".html":"text/html",".js":"text/javascript",".css":"text/css",".woff2":"font/woff2"};
const server=createServer(async(q,r)=>{try{const p=new URL(q.url,"http://x").pathname; const f=join(dist,p==="/"?"index.html":p); r.writeHead(200,{"content-type":types[extname(f)]??"text/plain"}).end(await readFile(f));}catch{r.writeHead(404).end();}});
await new Promise(r=>server.listen(0,"127.0.0.1",r)); const base=`http://127.0.0.1:${server.address().port}/`;
const browser=await chromium.launch({executablePath: await sp.executablePath(), args:["--no-sandbox","--font-render-hinting=none"]});
const out="/tmp/ui-shots"; await mkdir(out,{recursive:true});
const only=process.argv[2];
for (const view of ["galeri","aplikasi","publik"]) for (const theme of ["light","dark"]) for (const width of [1280,360,320]) {
  const name=`${view}-${theme}-${width}`; if(only && !name.match(only)) continue;
  if(width===320 && theme==="dark") continue;
  const ctx=await browser.newContext({viewport:{width,height:width>1000?800:740},colorScheme:theme,reducedMotion:"reduce"}); const page=await ctx.newPage(); page.on("console",m=>m.type()==="error"&&console.log(name,m.text())); page.on("pageerror",e=>console.log(name,"ERR",e.message));
  const brand = view==="publik"&&theme==="dark" ? "#f2c300" : view==="publik" ? "#0a4d8c" : "#0b6e4f";
  await page.goto(`${base}?view=${view}&brand=${encodeURIComponent(brand)}`); await page.evaluate(()=>document.fonts.ready);
  await page.screenshot({path:`${out}/${name}.png`,fullPage:true});
  const over=await page.evaluate(()=>({w:document.documentElement.scrollWidth,c:document.documentElement.clientWidth, bad:[...document.querySelectorAll("body *")].filter(e=>e.getBoundingClientRect().right>document.documentElement.clientWidth+1&&!e.closest(".s-table-frame,.s-tab-list,.s-hidden-text")&&getComputedStyle(e).position!=="fixed").slice(0,5).map(e=>e.tagName+"."+e.className)}));
  if(over.w>over.c) console.log(name,"OVERFLOW",JSON.stringify(over));
  const axe=await new AxeBuilder({page}).analyze(); for(const v of axe.violations) console.log(name,"AXE",v.id,v.impact,v.nodes.length,v.nodes.slice(0,3).map(n=>n.html.slice(0,160)+" :: "+n.failureSummary.split("\n")[1]));
  if(width<1000){const small=await page.evaluate(()=>[...document.querySelectorAll("button,a,select,input:not([type=hidden])")].filter(e=>{const r=e.getBoundingClientRect();return r.width>0&&r.height>1&&(r.height<44)&&!e.closest("p,.s-theme,.s-hidden-text")&&!["checkbox","radio"].includes(e.type)&&!e.classList.contains("s-hidden-text")}).map(e=>e.tagName+"."+e.className+" "+Math.round(e.getBoundingClientRect().height)));console.log(name,"small",[...new Set(small)].join("; "));}
  await ctx.close();
}
await browser.close(); server.close();
