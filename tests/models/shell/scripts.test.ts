import { describe, expect, it } from 'vitest';
import { commandActions, programActions } from '../../../src/models/shell/index.js';
import { argv, requests, sent, sh, writes, writesOf } from './command.js';

const check = (table: readonly (readonly [command: string, paths: readonly string[]])[]): void => {
  it.each(table)('%s', (command, paths) => {
    expect(writesOf(commandActions([{ text: command.replaceAll('⏎', '\n') }]))).toEqual(paths);
  });
};

describe('lists, pipelines and compound commands', () => {
  check([
    ['a; touch /x', ['/x']],
    ['a && touch /x', ['/x']],
    ['a || touch /x', ['/x']],
    ['a | tee /x', ['/x']],
    ['a |& tee /x', ['/x']],
    ['touch /x & touch /y', ['/x', '/y']],
    ['! touch /x', ['/x']],
    ['time touch /x', ['/x']],
    ['time -p touch /x', ['/x']],
    ['if touch /a; then touch /b; elif touch /c; then touch /d; else touch /e; fi', ['/a', '/b', '/c', '/d', '/e']],
    ['while touch /a; do touch /b; done', ['/a', '/b']],
    ['until touch /a; do touch /b; done', ['/a', '/b']],
    ['for ((i=0;i<3;i++)); do touch /a; done', ['/a']],
    ['for d in /a b; do mkdir -p $d/x; done', ['/a/x', 'b/x']],
    ['for d in $(ls); do touch /a/$d; done', ['/a/?']],
    ['case x in y) touch /a;; *) touch /b;; esac', ['/a', '/b']],
    ['[[ -n $(touch /a) ]] && touch /b', ['/a', '/b']],
    ['coproc touch /a', ['/a']],
    ['touch /a⏎touch /b # touch /c', ['/a', '/b']],
    ['echo touch /a', []],
    ["echo 'a; touch /b'", []],
    ['touch a \\⏎ /b', ['a', '/b']],
  ]);
});

describe('substitutions', () => {
  check([
    ['echo $(touch /a)', ['/a']],
    ['echo "$(touch /a)"', ['/a']],
    ["echo '$(touch /a)'", []],
    ['echo `touch /a`', ['/a']],
    ['echo "`touch \\"/a b\\"`"', ['/a b']],
    ['echo `echo \\`touch /a\\``', ['/a']],
    ['X=$(touch /a)', ['/a']],
    ['diff <(touch /a) x', ['/a']],
    ['echo ${X:-$(touch /a)}', ['/a']],
    ['cat <<EOF⏎$(touch /a)⏎EOF', ['/a']],
    ["cat <<'EOF'⏎$(touch /a)⏎EOF", []],
  ]);
});

describe('programs that run others', () => {
  check([
    ["bash -c 'touch /a'", ['/a']],
    ['bash -lc "touch /a"', ['/a']],
    ['sh -euo pipefail -c "touch /a"', ['/a']],
    ['/bin/zsh -c "touch /a"', ['/a']],
    ['bash script.sh /a', []],
    ["bash -c 'touch $1' -- /a", ['/a']],
    ['bash -c "bash -c \'touch /a\'"', ['/a']],
    ['bash <<EOF⏎touch /a⏎EOF', ['/a']],
    ["sh -s <<< 'touch /a'", ['/a']],
    ['echo "touch /a" | sh', ['/a']],
    ['eval "touch /a"', ['/a']],
    ['eval touch /a', ['/a']],
    ['env -i A=b touch /a', ['/a']],
    ["env A=/a bash -c 'touch $A'", ['/a']],
    ["A=/a bash -c 'touch $A'", ['/a']],
    ['A=/a touch $A', ['?']],
    ['sudo -u me touch /a', ['/a']],
    ['sudo A=b touch /a', ['/a']],
    ['nohup touch /a &', ['/a']],
    ['nice -n 10 touch /a', ['/a']],
    ['timeout -k 5 10m touch /a', ['/a']],
    ['stdbuf -oL touch /a', ['/a']],
    ['/usr/bin/time -o /t touch /a', ['/t', '/a']],
    ['flock /l touch /a', ['/l', '/a']],
    ['flock /l -c "touch /a"', ['/l', '/a']],
    ['exec touch /a', ['/a']],
    ['command touch /a', ['/a']],
    ['command -v touch /a', []],
    ['xargs touch /a', ['/a', '?']],
    ['echo /a b | xargs touch', ['/a', 'b']],
    ['ls | xargs -I{} cp {} /a/{}.bak', ['/a/?.bak']],
    ['ls | xargs -n 1 -P 4 cp -t /a', ['/a']],
    ['find . -name x -exec cp {} /a \\;', ['/a']],
    ['find . -type f -exec cp -t /a {} +', ['/a']],
    ['find . -fprint /a', ['/a']],
    ["trap 'touch /a' EXIT", ['/a']],
    ["watch -n 1 'touch /a'", ['/a']],
    ["su me -c 'touch /a'", ['/a']],
    ["docker run image sh -c 'touch /a'", []],
    ["ssh host 'touch /a'", []],
  ]);

  it('finds the script among a program’s arguments', () => {
    expect(writesOf(programActions(argv('bash', '-c', 'cd /tmp && touch x')))).toEqual(['/tmp/x']);
    expect(writesOf(programActions(argv('sudo', 'sh', '-c', sh`curl -o ${0} u`)))).toEqual(['<0>']);
  });
});

describe('variables and functions', () => {
  check([
    ['F=/tmp/x; touch "$F"', ['/tmp/x']],
    ['F=/tmp/x; touch ${F}.bak', ['/tmp/x.bak']],
    ["F=/tmp/x; touch '$F'", ['$F']],
    ['F=/tmp/x && touch $F', ['/tmp/x']],
    ['export F=/tmp/x; touch $F', ['/tmp/x']],
    ['local D=/a F; touch $D/x', ['/a/x']],
    ['D=/a; D+=/b; touch $D/x', ['/a/b/x']],
    ['F=(/a "b c"); touch "${F[@]}"', ['/a', 'b c']],
    ['F=(/a); F+=(b); touch ${F[@]}', ['/a', 'b']],
    ['L="/a b"; touch $L', ['/a', 'b']],
    ['L="/a b"; touch "$L"', ['/a b']],
    ['E=; touch $E /a', ['/a']],
    ['touch $HOME/a ~/b "${HOME}/c"', ['~/a', '~/b', '~/c']],
    ['touch $TMPDIR/a ${TMP}/b $TEMP/c', ['/tmp/a', '/tmp/b', '/tmp/c']],
    ["touch '$HOME/a'", ['$HOME/a']],
    ['touch \\$HOME/a', ['$HOME/a']],
    ['HOME=work; touch $HOME/a', ['work/a']],
    ['touch $PWD/a ${PWD}/b', ['./a', './b']],
    ['touch ${OUT:-/tmp}/a ${OUT-/b} ${OUT:=/c}', ['/tmp/a', '/b', '/c']],
    ['OUT=x; touch ${OUT:-/tmp}/a', ['x/a']],
    ['touch $OUT/../../a', ['?/../../a']],
    ['touch ${X%/*}/a ${#X} ${X/a/b}', ['?/a', '?']],
    ['F=$(echo /tmp/x); touch $F', ['/tmp/x']],
    ["F=$(printf '%s' /tmp/x); touch $F", ['/tmp/x']],
    ['F=$(date); touch /tmp/$F', ['/tmp/?']],
    ['D=$(mktemp -d); touch $D/x', ['/tmp', '?/x']],
    ['if a; then F=/a; else F=b; fi; touch $F', ['?']],
    ['[ -z "$F" ] && F=/a; touch $F', ['/a']],
    ['read F <<< /a; touch $F', ['/a']],
    ['unset HOME; touch $HOME/a', ['?/a']],
    ['f() { touch "$1"; }; f /a; f b', ['/a', 'b']],
    ['f() { touch /a; }', []],
    ['f() { touch $1; }; set -- /q; f /a; touch $1', ['/a', '/q']],
    ['f() { cd /a; }; f; touch x', ['/a/x']],
    ["touch $'/a\\tb' $\"/c\"", ['/a\tb', '/c']],
    ['touch a"b"\'c\'\\ d', ['abc d']],
    ['touch /tmp/*.x a? "b*"', ['/tmp/?.x', 'a?', 'b*']],
    ['for f in *.x; do touch /tmp/$f; done', ['/tmp/?.x']],
  ]);

  it('takes variables of the environment', () => {
    const environment = new Map([['OUT', sh`/data/${4}`], ['HOME', [{ text: 'work' }]]]);
    expect(writes(sh`touch "$OUT/x" $HOME/y`, environment)).toEqual(['/data/<4>/x', 'work/y']);
  });

  it('keeps interpolations through variables', () => {
    expect(writes(sh`F="${0}/x"; touch "$F"`)).toEqual(['<0>/x']);
  });
});

describe('answers', () => {
  it('follows the answer of a request to where it is used', () => {
    const script = sh`curl -T f "$(curl -s "${0}/f")"`;
    expect(sent(script)).toEqual(['GET <0>/f none → captured', 'PUT answer(<0>/f) raw(f) → stdout']);
  });

  it.each([
    ['a variable', sh`U=$(curl -s "${0}"); curl -T f "$U"`],
    ['a trimmed one', sh`U="$(curl -s "${0}" | tr -d '\n' | head -1)"; curl -T f "$U"`],
    ['echo', sh`U=$(curl -s "${0}"); curl -T f "$(echo "$U" | tr -d ' ')"`],
    ['xargs', sh`curl -s "${0}" | xargs curl -T f`],
    ['xargs with a marker', sh`curl -s "${0}" | xargs -I URL curl -T f URL`],
    ['read', sh`read -r U <<< "$(curl -s "${0}")"; curl -T f "$U"`],
    ['a function', sh`get() { curl -s "$1"; }; curl -T f "$(get "${0}")"`],
    ['back ticks', [{ text: 'curl -T f "`curl -s ' }, { hole: 0 }, { text: '`"' }]],
  ] as const)('through %s', (_, script) => {
    expect(sent(script).at(-1)).toBe('PUT answer(<0>) raw(f) → stdout');
  });

  it('does not guess one among several', () => {
    expect(sent(sh`U=$(date; curl -s "${0}"); curl -T f "$U"`).at(-1)).toBe('PUT ? raw(f) → stdout');
    expect(sent(sh`U=$(curl -s "${0}" | jq -r .url); curl -T f "$U"`).at(-1)).toBe('PUT ? raw(f) → stdout');
  });

  it('says where a request’s answer goes', () => {
    expect(sent(sh`curl a; curl b > x; curl c -o x; curl d | cat; curl e | jq .; X=$(curl f); curl g >&2`).map((each) => each.replace(/ none/, ''))).toEqual([
      'GET a → stdout',
      'GET b → file',
      'GET c → file',
      'GET d → stdout',
      'GET e → pipe',
      'GET f → captured',
      'GET g → pipe',
    ]);
  });
});

describe('work before a request', () => {
  const after = (parts: Parameters<typeof requests>[0]): unknown => requests(parts).map((request) => request.after);

  it('lists programs that may take long', () => {
    expect(after(sh`curl a; python train.py; sleep 1.5m; gzip f; curl b; ./run.sh && curl c`)).toEqual([
      [],
      [{ program: 'python' }, { program: 'sleep', seconds: 90 }],
      [{ program: 'python' }, { program: 'sleep', seconds: 90 }, { program: 'run.sh' }],
    ]);
  });

  it('does not list short ones', () => {
    expect(after(sh`sha256sum f; stat f; tar czf f.tgz d; [ -f x ] && cp a b; echo hi | tee log; curl a`)).toEqual([[]]);
    expect(after(sh`python3 --version; node -v; sudo rm -rf x; ls | xargs chmod 600; curl a`)).toEqual([[]]);
  });

  it('sees it in what runs others', () => {
    expect(after(sh`timeout 1h python train.py; bash -c 'node fit.js'; X=$(./tune); ls | xargs -n 1 ffmpeg -i; curl a`)).toEqual([
      [{ program: 'python' }, { program: 'node' }, { program: 'tune' }, { program: 'ffmpeg' }],
    ]);
  });
});
