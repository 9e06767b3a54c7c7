namespace Gezhi.Cases.Timelines;

/// <summary>The sentences that the product writes into records and messages by itself. 记录句式</summary>
/// <remarks>Numbers in braces are the parts, in their order. A test finds each of them where it is written, and English for each.</remarks>
internal static class RecordSentences
{
    public static readonly string[] All =
    [
        // The clock
        "{0}时限{1}，提醒{2}",
        "用到 {0} %",
        "用到 {0} % 后 {1} 分钟",
        "超期 {0} 分钟",
        "升级阶梯有变",
        "启用升级阶梯",
        "{0}工作时段调整",
        "工作日历第 {0} 版（{1}）",
        "截止时间由 {0} 改为 {1}",
        "环节截止时间由 {0} 改为 {1}",
        "原定截止时间由 {0} 改为 {1}",
        "到期没有裁决",
        "{0}请您替班",
        "{0}同意替班",
        "{0}不同意替班",
        "督办、批示到期没有回复",
        "{0} 个单位没有按时报到",
        "案件已结束",
        // Rules, approvals, handover
        "按权责清单 {0} 协办",
        "先由{0}来处理，不会因为要确定长期负责的单位而耽误。",
        "不同意：{0}",
        "申诉：{0}",
        "申诉成立：{0}",
        "申诉不成立：{0}",
        "第 {0} 期日报，{1}签发",
        "{0}：{1} → {2}（交接单 {3}）",
        // Emergencies
        "中心值班",
        "街道值班",
        "社区值班",
        "【演练】{0}",
        "呼叫 {0} 人",
        "启动《{0}》第 {1} 版",
        "没有预案",
        "请立即应召",
        "提醒 {0} 次后仍有 {1} 人没有应召：{2}",
        "{0}超过时限没有报出",
        "{0}报送{1}",
        "{0}已签收",
        "{0} 收到",
        "{0} 到场",
        "{0} 离开",
        "{0}（代记）",
        "{0}（超过预案时间）",
        "第 {0} 步完成：{1}",
        "追加给{0}：{1}",
        "增援：{0}",
        "已撤出 {0} 人，里面还有 {1} 人",
        "解除警报",
        "撤出 {0} 人，里面 0 人",
        "误报：{0}",
        "演练结束",
        "做得好的：{0}；要改进的：{1}",
        "措施：{0}；{1}，{2} 前",
        "措施完成：{0}",
    ];
}
