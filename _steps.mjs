import { readFileSync, writeFileSync } from 'node:fs';
let s = readFileSync('dist/rules.cjs','utf8');
s = s.replace(/function alone\(program, host, file, limit\) \{[\s\S]*?\n\}/, (m) => m.replace(/runProgram\(it\);/, "const __t=performance.now(); runProgram(it); console.log('STEPS', it.spent.toFixed(3), limit, (performance.now()-__t).toFixed(1), it.events.length, file.slice(-50));"));
writeFileSync('dist/rules.cjs', s);
