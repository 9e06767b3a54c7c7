using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Party;

/// <summary>What the household sees of its contact. 住户看到的联系人</summary>
/// <param name="Name">The member who agreed to be the contact.</param>
/// <param name="Group">The group of the member.</param>
/// <param name="Dwelling">As it is kept: the household sees everything that is written about it.</param>
/// <param name="Since">First local day.</param>
public sealed record ContactView(string Name, string Group, string Dwelling, DateOnly Since)
{
    /// <summary>When the dwelling was opened to print letters, and why; UTC, newest first.</summary>
    public IReadOnlyList<(DateTime At, string Purpose)> Openings { get; init; } = [];
}

/// <summary>The household looks at its contact by the code on its letter, without account, and may refuse it. 住户拒绝联系</summary>
public sealed class RefuseContact(GezhiDb db, Dwelling dwellings, TimeProvider clock)
{
    /// <summary>Action on the audit trail: somebody opened the dwellings of one contact member.</summary>
    internal const string Opened = "party.dwellings-opened";

    private const int MostOpenings = 20;

    /// <summary>Null when the code opens nothing (any more).</summary>
    public async Task<ContactView?> Read(string? code, CancellationToken ct)
    {
        if (await Find(code, ct) is not { } household)
            return null;
        var found = await db
            .PartyContacts.AsNoTracking()
            .Where(c => c.Id == household.ContactId)
            .Join(db.PartyOrgs, c => c.OrgId, o => o.Id, (c, o) => new { c.Name, Group = o.Name })
            .FirstOrDefaultAsync(ct);
        if (found is null)
            return null;
        var openings = await db.Set<AuditRow>()
            .AsNoTracking()
            .Where(a => a.SubjectId == household.ContactId && a.Action == Opened)
            .OrderByDescending(a => a.Id)
            .Take(MostOpenings)
            .Select(a => new { a.At, a.Detail })
            .ToListAsync(ct);
        return new ContactView(found.Name, found.Group, dwellings.Text(household), household.Since)
        {
            Openings = [.. openings.Select(o => (o.At, o.Detail))],
        };
    }

    /// <summary>Removes the household at once; only its blind index stays, so that nobody writes it down again.</summary>
    /// <exception cref="NotFound">The code opens nothing (any more).</exception>
    public async Task Run(string code, CancellationToken ct)
    {
        var household = await Find(code, ct) ?? throw new NotFound("contact");
        db.Remove(household);
        var mark = dwellings.Mark(household.DistrictId, household.AreaCode, dwellings.Text(household));
        if (!await db.ContactRefusals.AnyAsync(r => r.DwellingIndex == mark, ct))
            db.Add(new ContactRefusal { DistrictId = household.DistrictId, DwellingIndex = mark });
        db.Audit(Actor.Anonymous(db.DistrictId), "party.contact-refused", household.ContactId, "", clock.UtcNow);
        await db.Save(ct);
    }

    private async Task<ContactHousehold?> Find(string? code, CancellationToken ct)
    {
        if (!ReceiptNo.TryParse(code, out var no))
            return null;
        var indexes = dwellings.CodeIndexes(db.DistrictId, no.Value);
        return await db.ContactHouseholds.FirstOrDefaultAsync(h => indexes.Contains(h.CodeIndex), ct);
    }
}
