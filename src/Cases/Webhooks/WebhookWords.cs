using Gezhi.Cases.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Webhooks;

/// <summary>What each kind of event means and what each field of a message says, for whoever connects a receiver. 事件说明</summary>
internal static class WebhookWords
{
    /// <summary>When a message of the kind is sent.</summary>
    public static string When(IStringLocalizer T, string kind) =>
        kind switch
        {
            "case.reported" => T["有人反映了一件新的事"],
            "case.confirmed" => T["到现场看过，情况属实"],
            "case.filed" => T["已立案，有了案卷编号"],
            "case.dispatched" => T["派给主办部门，改派也是"],
            "case.accepted" => T["主办部门接单"],
            "case.on-the-way" => T["有人出发去现场"],
            "case.arrived" => T["有人到了现场"],
            "case.handled" => T["主办部门说办好了，等核查"],
            "case.shelved" => T["一时办不了，挂起来"],
            "case.resumed" => T["恢复办理了"],
            "case.closed" => T["结案，当场办好的也是"],
            "case.reopened" => T["结案以后又打开"],
            "case.declined" => T["不予受理，已告知去处"],
            "case.transferred" => T["转给别的渠道，如 110"],
            "case.joined" => T["并到另一件案子里"],
            "case.split" => T["从合并里分出来"],
            "case.withdrawn" => T["反映人撤回"],
            WebhookEvents.Ping => T["测试消息，没有案件"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Name and meaning of every field, in the order in which they are written.</summary>
    public static IReadOnlyList<(string Field, string Meaning)> Fields(IStringLocalizer T) =>
        [
            ("id", T["事件编号；同一条再发一次时不变，凭它去重"]),
            ("kind", T["事件，见上表"]),
            ("at", T["发生的时刻（UTC）"]),
            ("district", T["六位区划代码"]),
            ("case", T["案件；测试消息为 null"]),
            ("case.id", T["案件的内部编号，始终不变"]),
            ("case.no", T["案卷编号；立案前为 null"]),
            ("case.state", T["这一步之后的状态"]),
            ("case.before", T["这一步之前的状态"]),
            ("case.sequence", T["第几步，从 1 起；消息可能乱序到达，凭它排序"]),
            ("case.category", T["类别编码；选定前为 null"]),
            ("case.categoryName", T["类别名称；选定前为 null"]),
            ("case.area", T["区域编码，6 到 17 位"]),
            ("case.unit", T["主办部门编码；派遣前为 null"]),
            ("case.reports", T["一起反映的有几条诉求"]),
            ("case.channel", T["第一条诉求从哪里来"]),
            ("case.isUrgent", T["是不是急件"]),
            ("case.dueAt", T["办理时限（UTC）；没有在计时为 null"]),
            ("case.publicState", T["对居民说的状态，如已安排"]),
        ];

    /// <summary>A message as it is sent; the golden file of the tests and the page show the same.</summary>
    public static WebhookBody Example { get; } =
        new(
            Guid.Parse("019cbc1e-7d4a-7c11-9a53-4b1f2c6d8e90"),
            "case.dispatched",
            new DateTimeOffset(2026, 3, 5, 6, 26, 0, TimeSpan.Zero),
            410103,
            new WebhookCase(
                Guid.Parse("019cbc1a-02c3-7f0e-8d21-5e6f7a8b9c0d"),
                "41010320260305000012",
                CaseState.Dispatched,
                CaseState.Filed,
                4,
                "gb47678/matter/01037",
                "路灯",
                "410103010004001",
                "ZM01",
                2,
                Channel.ResidentPage,
                false,
                new DateTimeOffset(2026, 3, 6, 6, 26, 0, TimeSpan.Zero),
                "已安排"
            )
        );
}
