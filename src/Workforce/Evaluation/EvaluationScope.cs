using System.Globalization;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Whose results somebody sees: one's own; areas and units one supervises; persons only for whoever decides appeals. 考核可见范围</summary>
public static class EvaluationScope
{
    /// <summary>Deciding about persons begins at the street. 申诉裁决层级</summary>
    private const int StreetLength = 9;
    private const int DistrictLength = 6;
    private const int GridLength = 15;

    /// <summary>By which schemes and as what somebody is evaluated. 本人的考核</summary>
    public static IReadOnlyList<(string SchemeKey, string SubjectCode)> Own(Actor actor)
    {
        var district = actor.DistrictId.ToString(CultureInfo.InvariantCulture);
        var own = new List<(string, string)>();
        foreach (var post in actor.Posts)
            if (post.Role == Role.GridWorker && actor.AccountId is { } me)
                own.Add(("worker", me.ToString("N")));
            else if (post.Role == Role.GridLead && post.AreaCode is { Length: GridLength } grid)
                own.Add(("grid", grid));
            else if (post.Role == Role.Handler && post.UnitCode is { } unit)
                own.Add(("unit", unit));
            else if (post.Role == Role.Leader && post.AreaCode is { Length: StreetLength } street)
                own.Add(("street", street));
            else if (post.Role == Role.ShiftLeader)
                own.Add(("shift_leader", district));
            else if (post.Role == Role.Dispatcher)
                own.Add(("dispatcher", district));
        return [.. own.Distinct()];
    }

    /// <summary>Whether somebody is evaluated by this result, alone or with others.</summary>
    public static bool IsOwn(Actor actor, string schemeKey, string subjectCode) => Own(actor).Contains((schemeKey, subjectCode));

    /// <summary>Whether somebody may see a result.</summary>
    public static bool Sees(Actor actor, string schemeKey, SubjectKind kind, string subjectCode, string areaCode) =>
        IsOwn(actor, schemeKey, subjectCode)
        || (
            kind == SubjectKind.Worker
                ? Reaches(actor, Permission.DecideEvaluation, areaCode, StreetLength)
                : kind switch
                {
                    SubjectKind.Desk => Reaches(actor, Permission.Supervise, areaCode, DistrictLength),
                    SubjectKind.Unit => Reaches(actor, Permission.Supervise, areaCode, StreetLength),
                    _ => Reaches(actor, Permission.Supervise, areaCode, GridLength),
                }
        );

    /// <summary>Whether somebody decides about a result: never about one's own, and never below the street.</summary>
    public static bool Decides(Actor actor, string schemeKey, string subjectCode, string areaCode) =>
        !IsOwn(actor, schemeKey, subjectCode) && Reaches(actor, Permission.DecideEvaluation, areaCode, StreetLength);

    /// <summary>Whether a decision of somebody may hold for everybody: by a post of the whole district.</summary>
    public static bool DecidesForAll(Actor actor) =>
        Reaches(actor, Permission.DecideEvaluation, actor.DistrictId.ToString(CultureInfo.InvariantCulture), DistrictLength);

    /// <summary>Whether somebody writes schemes, which hold for the whole district.</summary>
    public static bool Keeps(Actor actor) =>
        Reaches(actor, Permission.KeepEvaluation, actor.DistrictId.ToString(CultureInfo.InvariantCulture), DistrictLength);

    /// <exception cref="Forbidden">No post of the whole district.</exception>
    public static void NeedsKeeper(Actor actor)
    {
        if (!Keeps(actor))
            throw new Forbidden(Permission.KeepEvaluation);
    }

    /// <exception cref="InvalidInput">It is no month.</exception>
    public static int MonthOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var month)
        && month is > 200001 and < 299913
        && month % 100 is >= 1 and <= 12
            ? month
            : throw new InvalidInput("month", "evaluation.month");

    private static bool Reaches(Actor actor, Permission permission, string areaCode, int longest) =>
        actor.Posts.Any(p =>
            p.AreaCode is { } own
            && own.Length <= longest
            && RolePermissions.Has(p.Role, permission)
            && areaCode.StartsWith(own, StringComparison.Ordinal)
        );
}
