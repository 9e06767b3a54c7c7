using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Council.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Meetings, projects, receptions, suggestions and questionnaires of the seed town. 会商示例</summary>
internal sealed class CouncilFiller(GezhiDb db, CouncilFill fill, AskFill asks)
{
    private const string Pilot = "410103010004";

    public async Task Fill(DateTime now, CancellationToken ct)
    {
        var caller = await CastActor.Of(db, "zhiban01", ct);
        var open = await db
            .Cases.AsNoTracking()
            .Where(c => c.State == CaseState.Handling && c.LeadUnitCode != null && c.AreaCode.Length > 9)
            .OrderBy(c => c.Id)
            .Select(c => new
            {
                c.Id,
                c.Title,
                c.AreaCode,
                Unit = c.LeadUnitCode!,
            })
            .FirstOrDefaultAsync(ct);
        var hard = open is null
            ? null
            : new CouncilFill.Hard(
                open.Id,
                open.Title,
                open.AreaCode,
                [.. new[] { open.Unit, "municipal-works", "parks", "urban-management" }.Distinct()]
            );
        if (hard is not null)
            foreach (var code in hard.UnitCodes.Skip(1).Take(2))
                if (!await db.Set<CaseHelper>().AnyAsync(h => h.CaseId == hard.CaseId && h.UnitCode == code, ct))
                    db.Add(
                        new CaseHelper
                        {
                            DistrictId = db.DistrictId,
                            CaseId = hard.CaseId,
                            UnitCode = code,
                            At = now,
                        }
                    );
        fill.Fill(
            hard,
            (Pilot, "street-" + Pilot[..9], "街道办事处"),
            StaffingTown.DisciplineDesk,
            "civil-affairs",
            new(caller.AccountId!.Value, caller.Posts[0].Title),
            now
        );
        asks.Fill(Pilot, "street-" + Pilot[..9], "社区党委书记", now);
    }
}
