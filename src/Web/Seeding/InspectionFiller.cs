using System.Globalization;
using Gezhi.Cases.Filing;
using Gezhi.Field.Contract;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Checklists of the seed town, and what its workers inspected in the last months. 检查示例</summary>
internal sealed class InspectionFiller(GezhiDb db, InspectionFill fill, WorkCalendar calendar)
{
    private const ulong Seed = 20260306;

    /// <param name="withPast">Also inspections and campaigns; a town without reports has no past.</param>
    public async Task Fill(string folder, DateTime now, bool withPast, CancellationToken ct)
    {
        var plan = InspectionFill.Read(await File.ReadAllTextAsync(Path.Combine(folder, "town", "checklists.json"), ct));
        fill.Checklists(plan, now);
        if (withPast)
        {
            var dice = new Dice(Seed).Branch("inspections");
            var given = await Numbers(now, ct);
            await fill.Past(plan, await Inspectors(plan.Campaign.Area, ct), dice.Share, () => Next(given), now, ct);
        }
        await db.Save(ct);
        db.Forget();
    }

    /// <summary>Numbers are taken in this transaction: nobody else writes while the town is made.</summary>
    private async Task<CaseNumberDay> Numbers(DateTime now, CancellationToken ct)
    {
        var today = calendar.LocalDay(now);
        var day = (today.Year * 10000) + (today.Month * 100) + today.Day;
        if (await db.Set<CaseNumberDay>().FirstOrDefaultAsync(d => d.Day == day, ct) is not { } row)
            db.Add(row = new CaseNumberDay { DistrictId = db.DistrictId, Day = day });
        return row;
    }

    private static string Next(CaseNumberDay row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.DistrictId:D6}{row.Day:D8}{++row.Given:D6}");

    private async Task<Dictionary<string, InspectionFill.Inspector>> Inspectors(string area, CancellationToken ct)
    {
        var posts = await db.Set<Post>()
            .AsNoTracking()
            .Where(p =>
                p.Role == Role.GridWorker
                && p.AreaCode != null
                && p.AreaCode.StartsWith(area)
                && p.AreaCode.Length == 15
                && p.ValidTo == null
            )
            .Join(
                db.Set<Account>(),
                p => p.AccountId,
                a => a.Id,
                (p, a) =>
                    new
                    {
                        p.Id,
                        p.AccountId,
                        a.Name,
                        p.AreaCode,
                        p.Title,
                    }
            )
            .ToListAsync(ct);
        return posts
            .GroupBy(p => p.AreaCode!)
            .ToDictionary(
                g => g.Key,
                g => g.OrderBy(p => p.Id).Select(p => new InspectionFill.Inspector(p.AccountId, p.Id, p.Name, p.AreaCode!, p.Title)).First()
            );
    }
}
