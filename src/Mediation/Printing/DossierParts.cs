using System.Globalization;
using Gezhi.Mediation.Disputes;
using Gezhi.Mediation.Reading;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Gezhi.Mediation.Printing;

/// <summary>The 13 parts of a dossier in the order of the national form. 卷宗十三项</summary>
/// <remarks>Order and which are needed: the format of people's mediation dossiers as quoted in public sources; see the module's README.</remarks>
public sealed class DossierParts(IStringLocalizer T, DisputeWords words, WorkCalendar calendar)
{
    private const int Fen = 100;

    public IReadOnlyList<DossierPart> Of(ReadDossier.View view) =>
        [.. Words(view).Select(p => p with { Scans = [.. view.Scans.Where(s => s.Part == p.No).Select(s => s.Id)] })];

    /// <summary>Name of a part by its number, as the catalogue has it. 卷内项名称</summary>
    public string Title(int no) =>
        no switch
        {
            1 => T["人民调解申请书"],
            2 => T["权利义务告知书"],
            4 => T["授权委托书"],
            5 => T["调查记录"],
            6 => T["证据材料"],
            7 => T["调解记录"],
            8 => T["调解协议书"],
            9 => T["履行凭证"],
            10 => T["回访记录"],
            11 => T["司法确认材料"],
            _ => T["卷宗情况说明"],
        };

    private DossierPart[] Words(ReadDossier.View view) =>
        [
            new(1, view.Origin == DisputeOrigin.Proactive ? T["人民调解受理登记表"] : T["人民调解申请书"], true, Application(view)),
            new(2, T["权利义务告知书"], true, Notice(view)),
            new(3, T["当事人身份证明"], true, Identity(view)),
            new(4, T["授权委托书"], false, [.. view.Parties.Where(p => p.Agent.Length > 0).Select(p => $"{p.Name}：{p.Agent}")]),
            new(5, T["调查记录"], false, Records(view, RecordKind.Investigation)),
            new(6, T["证据材料"], false, Records(view, RecordKind.Evidence)),
            new(7, T["调解记录"], true, Records(view, RecordKind.Apart, RecordKind.Together)),
            new(8, T["调解协议书"], view.AgreedAt is not null, Agreed(view)),
            new(9, T["履行凭证"], false, [.. Performed(view), .. Records(view, RecordKind.Performance)]),
            new(10, T["回访记录"], view.AgreedAt is not null, Records(view, RecordKind.FollowUp)),
            new(11, T["司法确认材料"], false, [.. Court(view), .. Records(view, RecordKind.Court)]),
            new(12, T["卷宗情况说明"], false, [.. Ended(view), .. Records(view, RecordKind.Note)]),
            new(13, T["封底"], true, Back(view)),
        ];

    private List<string> Application(ReadDossier.View view)
    {
        List<string> lines =
        [
            $"{T["登记日期"]}：{Day(view.AppliedAt)}",
            $"{T["纠纷类型"]}：{DisputeKind.NameOf(view.Kind)}",
            $"{T["案件来源"]}：{words.Origin(view.Origin)}",
        ];
        foreach (var party in view.Parties)
        {
            lines.Add($"{words.Side(party.Side)}：{party.Name}　{party.About}");
            lines.Add($"{T["电话"]}：{party.Phone}　{T["住址"]}：{party.Address}");
        }
        if (view.Place.Length > 0)
            lines.Add($"{T["纠纷地点"]}：{view.Place}");
        lines.Add($"{T["纠纷事实"]}：");
        lines.Add(view.Facts);
        if (view.Requests.Length > 0)
        {
            lines.Add($"{T["申请事项"]}：");
            lines.Add(view.Requests);
        }
        lines.Add("");
        lines.Add($"{T["申请人签名"]}：________________　　{T["登记人签名"]}：________________");
        return lines;
    }

    private List<string> Notice(ReadDossier.View view)
    {
        var given = view.Parties.Where(p => p.NoticeAt is not null).ToList();
        if (given.Count == 0)
            return [];
        List<string> lines = [.. words.Rights(), "", .. words.Obligations(), ""];
        lines.AddRange(
            given.Select(p => $"{p.Name}　{words.NoticeBy(p.NoticeBy)}　{Day(p.NoticeAt!.Value)}　{T["签名"]}：________________")
        );
        return lines;
    }

    private List<string> Identity(ReadDossier.View view) =>
        [
            .. view
                .Parties.Where(p => p.IdentitySeenAt is not null)
                .Select(p => $"{p.Name}　{words.Paper(p.Paper)}　{T["{0} 核对原件，复印件附后", Day(p.IdentitySeenAt!.Value)]}"),
        ];

    private List<string> Records(ReadDossier.View view, params RecordKind[] kinds)
    {
        var lines = new List<string>();
        foreach (var record in view.Records.Where(r => kinds.Contains(r.Kind)))
        {
            var of = view.Parties.FirstOrDefault(p => p.Id == record.PartyId)?.Name;
            lines.Add(
                $"{Day(record.HeldAt)}　{words.Record(record.Kind)}{(of is null ? "" : $"（{of}）")}{(record.CorrectsId is null ? "" : $"　{T["更正"]}")}"
            );
            if (record.Present.Length > 0)
                lines.Add($"{T["在场人员"]}：{record.Present}");
            lines.Add(record.Content);
            if (record.Papers > 0)
                lines.Add(T["附纸质材料 {0} 张", record.Papers]);
            lines.Add($"{T["记录人"]}：{record.WrittenBy}　{T["签名"]}：________________");
            lines.Add("");
        }
        return lines;
    }

    private List<string> Agreed(ReadDossier.View view)
    {
        if (view.Agreement is not { SignedOn: { } signed } agreement)
            return [];
        List<string> lines = [$"{view.No}　{words.Form(agreement.Form)}", .. view.Parties.Select(p => $"{words.Side(p.Side)}：{p.Name}")];
        lines.Add($"{T["主要事实、争议事项和各方责任"]}：");
        lines.Add(agreement.Content);
        lines.Add($"{T["履行事项"]}：");
        lines.AddRange(view.Duties.Select(d => $"{d.No}. {d.PartyName}：{d.What}　{Money(d.AmountFen)}　{T["{0} 前履行", Day(d.DueOn)]}"));
        var isOral = agreement.Form == AgreementForm.Oral;
        lines.Add(
            isOral
                ? T[
                    "口头协议，由调解员如实记录；自双方达成协议之日起生效，双方可在 {0} 前共同申请司法确认。",
                    Day(agreement.CourtUntil!.Value)
                ]
                : T["本协议自签订之日起生效，双方可在 {0} 前共同申请司法确认。", Day(agreement.CourtUntil!.Value)]
        );
        lines.Add("");
        if (!isOral)
            lines.AddRange(view.Parties.Select(p => $"{p.Name}　{T["签名"]}：________________"));
        lines.AddRange(Mediators(view).Select(name => $"{(isOral ? T["记录人"] : T["调解员"])}：{name}　{T["签名"]}：________________"));
        lines.Add($"{view.Committee}（{T["盖章"]}）　{Day(signed)}");
        lines.Add($"{T["协议指纹"]}：{agreement.Fingerprint}");
        return lines;
    }

    /// <summary>The one in charge first. 调解员</summary>
    internal static IEnumerable<string> Mediators(ReadDossier.View view) =>
        [.. view.MediatorName is { } name ? [name] : Array.Empty<string>(), .. view.Beside.Select(b => b.Name)];

    private List<string> Performed(ReadDossier.View view) =>
        view.AgreedAt is null
            ? []
            :
            [
                .. view
                    .Duties.Where(d => d.State != DutyState.Open)
                    .Select(d => $"{d.No}. {d.PartyName}：{words.Duty(d.State)}{(d.DoneOn is { } on ? $"　{Day(on)}" : "")}　{d.Note}"),
            ];

    private List<string> Court(ReadDossier.View view)
    {
        if (view.Agreement is not { Court: not CourtStep.None } agreement)
            return [];
        return
        [
            $"{words.Court(agreement.Court)}　{agreement.CourtName}",
            .. agreement.CourtAppliedOn is { } applied ? [$"{T["共同申请日期"]}：{Day(applied)}"] : Array.Empty<string>(),
            .. agreement.CourtDecidedOn is { } decided ? [$"{T["法院决定日期"]}：{Day(decided)}"] : Array.Empty<string>(),
        ];
    }

    private List<string> Ended(ReadDossier.View view) =>
        view.Ending is not { } ending
            ? []
            :
            [
                $"{T["结案方式"]}：{words.Ending(ending)}　{Day(view.EndedAt!.Value)}",
                .. view.RefusedBy is { } rule && ScopeRule.Find(rule) is { } found
                    ? [$"{found.Name}（{words.Source(found)}）"]
                    : Array.Empty<string>(),
                .. view.Reason.Length > 0 ? [view.Reason] : Array.Empty<string>(),
            ];

    private List<string> Back(ReadDossier.View view) =>
        [
            $"{T["立卷人"]}：{view.ArchivedBy ?? "________________"}",
            $"{T["立卷日期"]}：{(view.ArchivedAt is { } at ? Day(at) : "________________")}",
            $"{T["保管期限"]}：{(view.KeptYears > 0 ? T["{0} 年", view.KeptYears].Value : "________________")}",
            $"{T["检查人"]}：________________",
        ];

    internal static string Money(long? fen) => fen is { } f ? "¥" + (f / (decimal)Fen).ToString("N2", CultureInfo.InvariantCulture) : "";

    private string Day(DateTime at) => Day(calendar.LocalDay(at));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
