import { describe, expect, it } from 'vitest';
import { commandActions, programActions } from '../../../src/models/shell/index.js';
import { argv, sh, writes, writesOf, type Argument } from './command.js';

const program = (...words: readonly Argument[]): readonly string[] => writesOf(programActions(argv(...words)));

/** Commands with the paths they write. */
const TABLE: readonly (readonly [command: string, paths: readonly string[]])[] = [
  // curl
  ['curl -o out.bin u', ['out.bin']],
  ['curl -sSLo /tmp/x u', ['/tmp/x']],
  ['curl -o/tmp/x u', ['/tmp/x']],
  ['curl --output /tmp/x u', ['/tmp/x']],
  ['curl u -o /tmp/x', ['/tmp/x']],
  ['/usr/bin/curl -o /tmp/x u', ['/tmp/x']],
  ['curl.exe -o /tmp/x u', ['/tmp/x']],
  ['curl --output-dir /data -o a u', ['/data/a']],
  ['curl --create-dirs --output-dir /data -O u', ['/data']],
  ['curl -O u', ['.']],
  ['curl -sfLO u', ['.']],
  ['curl --remote-name-all u v', ['.']],
  ['curl -o a u -o b v', ['a', 'b']],
  ['curl -D /tmp/h -c /tmp/c --trace /tmp/t --trace-ascii /tmp/a --etag-save /tmp/e u', ['/tmp/h', '/tmp/c', '/tmp/t', '/tmp/a', '/tmp/e']],
  ['curl -o - u', []],
  ['curl -D - u', []],
  ['curl --max-time 10 -H /tmp/x -b /tmp/y --cacert /etc/ssl/x u', []],
  ['curl -T /data/f u', []],
  ['curl --data-binary @/data/f u', []],
  ['curl -K /etc/curlrc u', []],
  // wget and others that download
  ['wget u', ['.']],
  ['wget -O /tmp/x u', ['/tmp/x']],
  ['wget -qO- u', []],
  ['wget -q -O - u', []],
  ['wget --output-document=/tmp/x u', ['/tmp/x']],
  ['wget -P /srv u', ['/srv']],
  ['wget --directory-prefix=/srv u', ['/srv']],
  ['wget -nv -nc -P /srv u', ['/srv']],
  ['wget -o /var/log/w -O x u', ['/var/log/w', 'x']],
  ['wget -a /var/log/w -O - u', ['/var/log/w']],
  ['wget --spider u', []],
  ['http --download -o /tmp/x u', ['/tmp/x']],
  ['http -d u', ['.']],
  ['http GET u > /tmp/x', ['/tmp/x']],
  ['aria2c -d /data -o x u', ['/data/x']],
  ['axel -o /data/x u', ['/data/x']],
  // archives
  ['tar xzf a.tgz -C /opt', ['/opt']],
  ['tar -xzf a.tgz -C /opt', ['/opt']],
  ['tar -C /opt -x -f a.tgz', ['/opt']],
  ['tar --extract --file=a.tgz --directory=/opt', ['/opt']],
  ['tar xfC a.tgz /opt', ['/opt']],
  ['tar -x -C /opt -C sub', ['/opt/sub']],
  ['tar xf /data/a.tgz', ['.']],
  ['tar xf a.tgz --one-top-level=/opt/a', ['/opt/a']],
  ['tar xOf a.tgz', []],
  ['tar tzf /data/a.tgz', []],
  ['tar -cvzf /tmp/o.tgz .', ['/tmp/o.tgz']],
  ['tar czf o.tgz -C /data .', ['o.tgz']],
  ['tar cz -C /data .', []],
  ['tar -rf /tmp/o.tar x', ['/tmp/o.tar']],
  ['tar cf host:/tmp/o.tar x', []],
  ['zip -qr /tmp/a.zip .', ['/tmp/a.zip']],
  ['zip a.zip /data/x', ['a.zip']],
  ['unzip a.zip -d /opt', ['/opt']],
  ['unzip -q -o a.zip', ['.']],
  ['unzip -l /data/a.zip', []],
  ['unzip -p a.zip x', []],
  ['7z x a.7z -o/opt -y', ['/opt']],
  ['7z a /tmp/a.7z x', ['/tmp/a.7z']],
  ['7z l /tmp/a.7z', []],
  ['zstd x -o /tmp/y', ['/tmp/y']],
  ['gzip -c /data/x', []],
  // copies
  ['cp a /opt/b', ['/opt/b']],
  ['cp -r /data/a .', ['.']],
  ['cp -t /opt a b', ['/opt']],
  ['cp --target-directory=/opt a', ['/opt']],
  ['cp /data/a', []],
  ['mv a b /opt', ['/opt']],
  ['mv -- -a /opt', ['/opt']],
  ['ln -s /usr/share/maps input/maps', ['input/maps']],
  ['ln -s /usr/share/maps', ['.']],
  ['install -m 644 a /opt/a', ['/opt/a']],
  ['install -d /opt/a /opt/b', ['/opt/a', '/opt/b']],
  ['rsync -a --exclude /x /base/ /opt/', ['/opt/']],
  ['rsync -a a host:/opt', []],
  ['rsync -a host:/opt /b', ['/b']],
  ['rsync -n a /b', []],
  ['rsync /a', []],
  ['scp -i /k a me@host:/x', []],
  ['scp -P 22 host:/x /y', ['/y']],
  ['dd if=/dev/zero of=/mnt/x bs=1M', ['/mnt/x']],
  ['dd if=/dev/zero', []],
  // files and folders
  ['mkdir -p /a b', ['/a', 'b']],
  ['mkdir -m 755 /a', ['/a']],
  ['touch -r /etc/x y', ['y']],
  ['touch -c /etc/x', []],
  ['truncate -s 0 /var/log/x', ['/var/log/x']],
  ['split -b 10M f /tmp/part-', ['/tmp/part-']],
  ['split -b 10M /data/f', ['.']],
  ['mktemp', ['/tmp']],
  ['mktemp -d', ['/tmp']],
  ['mktemp -d ./work.XXXX', ['./work.XXXX']],
  ['mktemp -p . x.XXXX', ['./x.XXXX']],
  ['mktemp --tmpdir=/var x.XXXX', ['/var/x.XXXX']],
  ['mktemp -t x.XXXX', ['/tmp/x.XXXX']],
  ['mktemp -u', []],
  ['tee -a /var/log/x y', ['/var/log/x', 'y']],
  ['sort -o /tmp/s /data/x', ['/tmp/s']],
  ['sort -k 2 /data/x', []],
  ['uniq /data/x /tmp/y', ['/tmp/y']],
  ['sed -i s/a/b/ /etc/x', ['/etc/x']],
  ['sed -i.bak -e s/a/b/ /etc/x', ['/etc/x']],
  ["sed -i '' '/foo/d' x", ['x']],
  ["sed '/foo/d' /etc/x", []],
  ["sed -n '/a/p' /etc/x", []],
  ["perl -pi -e 's/a/b/' /etc/x", ['/etc/x']],
  ["perl -ne 'print' /etc/x", []],
  // others
  ['git clone https://host/repo /opt/repo', ['/opt/repo']],
  ['git clone --depth 1 -b /x https://host/repo', ['.']],
  ['git -C /srv/repo pull', ['/srv/repo/.']],
  ['git init /opt/repo', ['/opt/repo']],
  ['git -C /srv/repo log', []],
  ['pip install -t /opt/p numpy', ['/opt/p']],
  ['pip install -r /req.txt', []],
  ['python3 -m pip install --target=/opt/p numpy', ['/opt/p']],
  ['python3 -m venv /opt/v', ['/opt/v']],
  ['python3 train.py --out /data/x', []],
  ['node build.js -o /data/x', []],
  ['npm install --prefix /opt/app', ['/opt/app']],
  ['npm run build --prefix /opt/app', []],
  ['aws s3 cp s3://b/k /data/k --region eu', ['/data/k']],
  ['aws s3 cp /data/k s3://b/k', []],
  ['aws s3 sync s3://b . --exclude /x', ['.']],
  ['gsutil -m cp -r gs://b /data', ['/data']],
  ['gcloud storage cp gs://b /data', ['/data']],
  ['docker cp app:/x /data', ['/data']],
  ['docker run -v /data:/data image cp a /b', []],
  ['openssl enc -in /a -out /b', ['/b']],
  ['ffmpeg -y -i /in.mp4 -vn /out.wav', ['/out.wav']],
  ['ffmpeg -i /in.mp4', []],
  ['convert a.png -resize 50% /out.png', ['/out.png']],
  ['magick identify /a.png /b.png', []],
  ['gcc -Wno-error -lfoo /a.c -o /b', ['/b']],
  ['gcc -Wno-error -lfoo /a.c /b.c', []],
  // no writes
  ['rm -rf /data', []],
  ['chmod 600 /data', []],
  ['chown me /data', []],
  ['cat /data/x', []],
  ['cd /data', []],
  ['ls /data', []],
  ['jq . /data/x', []],
];

describe('programs', () => {
  it.each(TABLE)('%s', (command, paths) => {
    expect(writesOf(commandActions([{ text: command }]))).toEqual(paths);
  });

  it('gives the same for an array of arguments', () => {
    for (const [command, paths] of TABLE.filter(([text]) => !/["'>%]/.test(text))) {
      expect(program(...command.split(' ')), command).toEqual(paths);
    }
  });

  it('says who writes', () => {
    expect(commandActions(sh`curl -o x u >> log`)).toMatchObject([{ by: '>>' }, { by: 'curl' }, { kind: 'request' }]);
  });

  it('keeps interpolations in a path', () => {
    expect(writes(sh`curl -o /tmp/${0}.bin --output-dir ${1} u`)).toEqual(['<1>//tmp/<0>.bin']);
    expect(writes(sh`tar xf ${0} -C "${1}"/sub`)).toEqual(['<1>/sub']);
    expect(program('dd', [{ text: 'of=' }, { hole: 3 }])).toEqual(['<3>']);
    expect(program('curl', '-o', 0, 1)).toEqual(['<0>']);
  });

  it('does not read an unknown program', () => {
    expect(writes(sh`${0} -o /tmp/x`)).toEqual([]);
    expect(writes(sh`/opt/${0}/curl -o /tmp/x`)).toEqual([]);
  });
});

describe('redirections', () => {
  it.each([
    ['echo a > /tmp/x', ['/tmp/x']],
    ['echo a >> /tmp/x', ['/tmp/x']],
    ['echo a >| /tmp/x', ['/tmp/x']],
    ['echo a &> /tmp/x', ['/tmp/x']],
    ['echo a &>> /tmp/x', ['/tmp/x']],
    ['echo a >& /tmp/x', ['/tmp/x']],
    ['echo a 2> /tmp/x', ['/tmp/x']],
    ['> /tmp/x', ['/tmp/x']],
    ['{ a; b; } > /tmp/x', ['/tmp/x']],
    ['(a; b) > /tmp/x 2>&1', ['/tmp/x']],
    ['for a in b; do c; done > /tmp/x', ['/tmp/x']],
    ['a < /tmp/x', []],
    ['a 2>&1', []],
    ['a >&2', []],
    ['a 2>&-', []],
    ['a > /dev/stderr', []],
    ['a > /dev/null', ['/dev/null']],
    ['a | tee >(gzip > /tmp/x)', ['/tmp/x', '/dev/fd/63']],
    ['a > >(gzip > /tmp/x)', ['/tmp/x']],
  ])('%s', (command, paths) => {
    expect(writesOf(commandActions([{ text: command }]))).toEqual(paths);
  });

  it('is no file where no shell reads it', () => {
    expect(program('echo', 'a', '>', '/tmp/x')).toEqual([]);
  });
});

describe('folders', () => {
  it.each([
    ['cd /tmp && touch x', ['/tmp/x']],
    ['cd /tmp; touch /opt/x', ['/opt/x']],
    ['cd sub && touch ../x', ['./sub/../x']],
    ['cd a && cd b && touch x', ['./a/b/x']],
    ['cd /tmp && cd - && touch x', ['x']],
    ['cd && touch x', ['~/x']],
    ['cd -P /tmp && touch x', ['/tmp/x']],
    ['pushd /tmp && touch x && popd && touch y', ['/tmp/x', 'y']],
    ['(cd /tmp && touch x); touch y', ['/tmp/x', 'y']],
    ['cd /tmp | touch x', ['x']],
    ['cd /tmp & touch x', ['x']],
    ['{ cd /tmp; }; touch x', ['/tmp/x']],
    ['cd /tmp || exit 1; touch x', ['/tmp/x']],
    ['cd a || cd b; touch x', ['./a/x']],
    ['mkdir -p build && cd build && cmake .. && touch x', ['build', './build/x']],
    ['if true; then cd /tmp; fi; touch x', ['?/x']],
    ['if true; then cd /a; else cd /b; fi; touch x', ['?/x']],
    ['if true; then touch y; fi; touch x', ['y', 'x']],
    ['case $x in a) cd /a;; esac; touch x', ['?/x']],
    ['while true; do cd ..; done; touch x', ['?/x']],
    ['cd "$(dirname "$0")" && touch x', ['?/x']],
    ['env -C /tmp touch x', ['/tmp/x']],
    ['cd /data && zip -qr ../a.zip .', ['/data/../a.zip']],
    ['cd /data && echo a > x', ['/data/x']],
    ['cd /data && cat x | wc -l', []],
  ])('%s', (command, paths) => {
    expect(writesOf(commandActions([{ text: command }]))).toEqual(paths);
  });

  it('follows an interpolated folder', () => {
    expect(writes(sh`cd ${0} && curl -o x u`)).toEqual(['<0>/x']);
  });

  it('leaves a path that may be absolute to the caller', () => {
    expect(writes(sh`cd /tmp && curl -o ${0} u`)).toEqual(['<0> in /tmp']);
    expect(writes(sh`curl -o ${0} u`)).toEqual(['<0>']);
  });

  it('knows where the script was started', () => {
    expect(writes(sh`ROOT=$PWD; cd /data && touch "$ROOT/x" $PWD/y`)).toEqual(['./x', '/data/y']);
    expect(writes(sh`ROOT=$(pwd); cd /data && touch $ROOT/x $OLDPWD/z`)).toEqual(['./x', './z']);
    expect(writes(sh`cd sub && touch $(pwd)/x`)).toEqual(['./sub/x']);
  });
});
