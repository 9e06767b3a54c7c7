using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Tells whoever is evaluated, and whoever decides, among their messages. 考核通知</summary>
public sealed class TellEvaluated(GezhiDb db, Staffing staffing)
{
    private const int Most = 20_000;
    private const int StreetLength = 9;
    private const int DistrictLength = 6;

    /// <summary>Everybody who is evaluated by the result.</summary>
    public async Task Changed(
        string schemeKey,
        SubjectKind kind,
        string subjectCode,
        string areaCode,
        int month,
        string text,
        IEnumerable<Guid> also,
        DateTime now,
        CancellationToken ct
    ) => db.TellOfEvaluation([.. also, .. await Evaluated(schemeKey, kind, subjectCode, ct)], Title(month), areaCode, text, now);

    /// <summary>Whoever decides: leaders of the street, or of the district where the street has none or is evaluated itself.</summary>
    public async Task Appealed(Appeal appeal, DateTime now, CancellationToken ct)
    {
        var district = appeal.AreaCode[..DistrictLength];
        var deciders =
            appeal.Kind is SubjectKind.Street or SubjectKind.Desk || appeal.AreaCode.Length < StreetLength
                ? []
                : await Deciders(appeal.AreaCode[..StreetLength], appeal, ct);
        if (deciders.Count == 0)
            deciders = await Deciders(district, appeal, ct);
        db.TellOfAppeal(deciders, Title(appeal.Month), appeal.AreaCode, appeal.Words, now);
    }

    private async Task<List<Guid>> Deciders(string areaCode, Appeal appeal, CancellationToken ct)
    {
        var evaluated = (await Evaluated(appeal.SchemeKey, appeal.Kind, appeal.SubjectCode, ct)).ToHashSet();
        return
        [
            .. (await staffing.PostsAt(areaCode, Role.Leader, ct))
                .Concat(areaCode.Length == DistrictLength ? await staffing.PostsAt(areaCode, Role.ShiftLeader, ct) : [])
                .Select(p => p.AccountId)
                .Where(a => a != appeal.MadeBy && !evaluated.Contains(a))
                .Distinct(),
        ];
    }

    private async Task<IReadOnlyList<Guid>> Evaluated(string schemeKey, SubjectKind kind, string code, CancellationToken ct) =>
        kind switch
        {
            SubjectKind.Worker => Guid.TryParseExact(code, "N", out var id) ? [id] : [],
            SubjectKind.Unit =>
            [
                .. (await staffing.PostsOf(code, ct)).Where(p => p.Role == Role.Handler).Take(Most).Select(p => p.AccountId),
            ],
            SubjectKind.Grid => [.. (await staffing.PostsAt(code, Role.GridLead, ct)).Select(p => p.AccountId)],
            SubjectKind.Street => [.. (await staffing.PostsAt(code, Role.Leader, ct)).Select(p => p.AccountId)],
            _ =>
            [
                .. (await staffing.PostsAt(code, schemeKey == "dispatcher" ? Role.Dispatcher : Role.ShiftLeader, ct)).Select(p =>
                    p.AccountId
                ),
            ],
        };

    private static string Title(int month) => $"{month / 100} 年 {month % 100} 月考核";
}
