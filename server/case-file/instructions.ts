/** How whoever gets a case file checks it, without this service. */
export const INSTRUCTIONS = `卷宗核验说明

一、文件没有改动
“目录.json”列有每份材料的 SHA-256。任选一份材料计算，与目录比对：
  Windows：certutil -hashfile 文件 SHA256
  Linux、macOS：sha256sum 文件
下载本卷宗时，“目录.json”的 SHA-256 已记入平台日志（行为“导出”），可以向制作单位索取该项回执核对。

二、每一项行为确在日志里
“存证”文件夹里每项行为一份证明。安装 Node 20 以上版本，用制作单位公布的公钥核验，不需要联网，也不需要信任平台：
  node verify.mjs 公钥文件 存证/01.tlog-proof
公钥文件在平台的 /log/key 下载，或者以公开栏、以前保存的为准。
刚刚办理、还没有写入日志检查点的行为没有证明，一分钟后重新下载即有。
`
