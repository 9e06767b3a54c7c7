using System.Globalization;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Problems;

namespace Gezhi.Cases.Joint;

/// <summary>Whether all co-handlers of a case have done their part. 联办核对</summary>
public sealed class JointParts(CaseDesk desk, UnitDirectory units)
{
    /// <exception cref="RuleViolation"><c>joint.missing</c> with the names of those who have not.</exception>
    public async Task Demand(Guid caseId, CancellationToken ct)
    {
        var owing = await desk.Db.OwingNow(caseId, ct);
        if (owing.Count == 0)
            return;
        var names = new List<string>();
        foreach (var helper in owing)
            names.Add((await units.Find(helper.UnitCode, ct))?.Name(CultureInfo.CurrentUICulture) ?? helper.UnitCode);
        throw new RuleViolation(
            "joint.missing",
            string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ", " : "、", names)
        );
    }
}
