/** The words of the tour in Chinese. */
export const zhTour = {
  label: "导览",
  start: "三分钟导览",
  continue: "继续导览（第 {{step}} 步，共 {{count}} 步）",
  count: "第 {{step}} 步，共 {{count}} 步",
  doIt: "替我做",
  show: "移到那里",
  goTo: "去“{{room}}”",
  next: "下一步",
  again: "从头再走",
  leave: "离开导览",
  finish: "结束导览",
  practice: "练习用的工作簿和示例数据，不动自己的文件。",
  steps: {
    read: {
      title: "读一个表格",
      words: "从一份 14 个市州的示例报表开始。按“打开示例”。自己的表格以后拖进窗口即可。",
    },
    accept: {
      title: "核对，再导入",
      words:
        "表格照原样显示，颜色是程序的理解：表头、行名、数、合计。右栏列出疑点，这份没有要处理的。按“接受并导入”。",
    },
    trace: {
      title: "点一个市州",
      words: "这是各市州发文数的降幅，已经排好。点图上任意一条，看这个数从哪里来。",
    },
    source: {
      title: "每个数都有出处",
      words: "右栏写着算法、两年的数，以及它们在哪个文件、哪张工作表、哪一格。看过按“下一步”。",
    },
    charts: {
      title: "换一种图",
      words: "打开“图表”页：同样的数，多种画法，尺寸按毫米。",
    },
    copy: {
      title: "复制这张图",
      words: "按“复制图片”。屏幕上是什么样，贴出来就是什么样。",
    },
    done: {
      title: "图已在剪贴板上",
      words: "到 WPS 或 Word 里按 Ctrl+V 就能贴上。结束导览后，练习用的工作簿会删去，原来打开的照旧。",
    },
  },
};

/** The words about a review that was not finished. */
export const zhUnfinished = {
  label: "没有完成的导入",
  words: "上次有一次没有完成的导入：{{files}}，共 {{count}} 个文件，已确定 {{settled}} 处。",
  workspace: "工作簿“{{workspace}}”，{{at}}。",
  noWorkspace: "还没有工作簿，{{at}}。",
  continue: "继续",
  drop: "放弃",
  ask: "放弃后，已确定的 {{settled}} 处不再保留。",
  keep: "不放弃",
};
