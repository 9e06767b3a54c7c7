using Gezhi.Cases;
using Gezhi.Cases.Importing;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Reporting;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>People who follow what others reported, and a hotline's file that waits to be looked through. 关注与导入示例</summary>
internal sealed class IntakeFiller(GezhiDb db, FieldCipher cipher, KeepImports imports)
{
    private const string Operator = "caozuo01";
    private const int Followed = 4;

    public async Task Fill(string seedFolder, DateTime now, CancellationToken ct)
    {
        await Followers(now, ct);
        await using var file = File.OpenRead(Path.Combine(seedFolder, "town", "hotline-export.csv"));
        var actor = await CastActor.Of(db, Operator, ct);
        await imports.Upload(file, "热线导出（示例）.csv", null, CoordinateReference.Wgs84, actor, ct);
        db.Forget();
    }

    /// <summary>The four open matters that most people reported: five people follow the first, then four, three, two.</summary>
    private async Task Followers(DateTime now, CancellationToken ct)
    {
        var leads = await db
            .Cases.AsNoTracking()
            .Where(c => CaseFlow.OpenStates.Contains(c.State) && c.FiledAt != null && c.CategoryKey != null)
            .OrderByDescending(c => c.ReportCount)
            .ThenByDescending(c => c.CreatedAt)
            .Take(Followed)
            .Select(c => c.Id)
            .ToListAsync(ct);
        foreach (var (lead, i) in leads.Select((id, i) => (id, i)))
            for (var person = 0; person < Followed + 1 - i; person++)
                db.Add(Follow(lead, $"1540008{i:00}{person:00}", now.AddHours(-(i + 1) * (person + 1))));
        await db.Save(ct);
        db.Forget();
    }

    private Follow Follow(Guid caseId, string phone, DateTime at) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(at),
            CaseId = caseId,
            OwnCaseId = caseId,
            Contact = cipher.Seal(db.DistrictId, ContactFields.Reporter, phone)!,
            ContactIndex = cipher.Index(db.DistrictId, ContactFields.Reporter, phone)!,
            At = at.CutToMilliseconds(),
        };
}
