using Gezhi.Grids.Charter;
using Gezhi.Grids.Party;
using Gezhi.Grids.Staffing;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Contract;

/// <summary>A seat to be written. 席位条目</summary>
/// <param name="Phone">The person's own; null when not known.</param>
/// <param name="PublicPhone">Of the office; null when there is none.</param>
/// <param name="Hours">Reception hours; null for none.</param>
/// <param name="From">First local day.</param>
/// <param name="To">First local day without; null: until further notice.</param>
public sealed record SeatEntry(
    StaffKind Kind,
    string AreaCode,
    string Name,
    string Title,
    string? Phone,
    string? PublicPhone,
    string? Hours,
    DateOnly From,
    DateOnly? To
);

/// <summary>A party organisation to be written, parents before children. 党组织条目</summary>
/// <param name="KindCode">One of the usual kinds.</param>
public sealed record PartyEntry(string KindCode, string AreaCode, string Name, string SecretaryName, int? Members, DateOnly From)
{
    /// <summary>Members who agreed to keep contact, each with dwellings; of groups only.</summary>
    public IReadOnlyList<(string Member, IReadOnlyList<string> Dwellings)> Contacts { get; init; } = [];
}

/// <summary>What a setting of the charter says. 八定条目</summary>
public sealed record CharterEntry(string AreaCode, int No, string Text, int? PatrolsAWeek = null, int? VisitsAMonth = null);

/// <summary>What the staffing of some level is measured by. 标准条目</summary>
public sealed record NormEntry(string AreaCode, AreaLevel Level, StaffKind Kind, int Least);

/// <summary>A coordination scheme to be written. 协同方案条目</summary>
public sealed record SchemeEntry(
    string AreaCode,
    string NameZh,
    string NameEn,
    DateOnly From,
    IReadOnlyList<(string NameZh, string NameEn, string? UnitCode, Role? Role, bool IsStanding)> Seats
);

/// <summary>Writes staffing in bulk: for the seed town and for a city that brings its own lists. 人员台账导入</summary>
/// <remarks>For programs that run on the machine itself; no endpoint leads here. Adds to the change that is being made, the caller saves.</remarks>
public sealed class StaffBook
{
    private readonly GezhiDb db;
    private readonly Dwelling dwellings;
    private readonly FieldCipher cipher;

    internal StaffBook(GezhiDb db, Dwelling dwellings, FieldCipher cipher) =>
        (this.db, this.dwellings, this.cipher) = (db, dwellings, cipher);

    /// <summary>Adds seats. 席位</summary>
    public void Seats(IEnumerable<SeatEntry> seats, DateTime now) =>
        db.AddRange(
            seats.Select(s => new Seat
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Kind = s.Kind,
                AreaCode = s.AreaCode,
                Name = s.Name,
                Title = s.Title,
                PhoneSealed = cipher.Seal(db.DistrictId, Seat.PhoneField, s.Phone),
                PublicPhone = s.PublicPhone,
                Hours = s.Hours,
                ValidFrom = s.From,
                ValidTo = s.To,
            })
        );

    /// <summary>Adds the norm: the usual lines of the district and these. 标准</summary>
    public void Norms(IEnumerable<NormEntry> norms, DateTime now) =>
        db.AddRange(
            StaffingNorms
                .Usual($"{db.DistrictId}")
                .Concat(norms.Select(n => new NormLine(n.AreaCode, n.Level, n.Kind, n.Least)))
                .Select(n => new StaffingNorm
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    AreaCode = n.AreaCode,
                    Level = n.Level,
                    Kind = n.Kind,
                    Least = n.Least,
                    MostHouseholds = n.MostHouseholds,
                    MostOpenCases = n.MostOpenCases,
                })
        );

    /// <summary>Adds organisations with their contact members. 党组织</summary>
    public void Party(IEnumerable<PartyEntry> entries, DateTime now)
    {
        var kinds = PartyKind.Usual.ToDictionary(k => k.Code);
        var chain = new Dictionary<(PartyStep, string), Guid>();
        foreach (var entry in entries)
        {
            var org = Org(entry, kinds[entry.KindCode].Step, chain, now);
            db.Add(org);
            if (org.Step <= PartyStep.Group)
                chain.TryAdd((org.Step, org.AreaCode), org.Id);
            foreach (var (member, typed) in entry.Contacts)
                Contact(org, member, typed, entry.From, now);
        }
    }

    /// <summary>Adds what the settings of the charter say. 八定</summary>
    public void Charters(IEnumerable<CharterEntry> entries) =>
        db.AddRange(
            entries.Select(e => new CharterValue
            {
                DistrictId = db.DistrictId,
                AreaCode = e.AreaCode,
                No = e.No,
                Text = e.Text,
                PatrolsAWeek = e.PatrolsAWeek,
                VisitsAMonth = e.VisitsAMonth,
            })
        );

    /// <summary>Adds coordination schemes. 协同方案</summary>
    public void Schemes(IEnumerable<SchemeEntry> entries, DateTime now)
    {
        foreach (var entry in entries)
        {
            var scheme = new CoordinationScheme
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AreaCode = entry.AreaCode,
                NameZh = entry.NameZh,
                NameEn = entry.NameEn,
                ValidFrom = entry.From,
            };
            db.Add(scheme);
            db.AddRange(
                entry.Seats.Select(
                    (s, i) =>
                        new CoordinationSeatRow
                        {
                            DistrictId = db.DistrictId,
                            SchemeId = scheme.Id,
                            No = i + 1,
                            NameZh = s.NameZh,
                            NameEn = s.NameEn,
                            UnitCode = s.UnitCode,
                            Role = s.Role,
                            IsStanding = s.IsStanding,
                        }
                )
            );
        }
    }

    private PartyOrg Org(PartyEntry entry, PartyStep step, Dictionary<(PartyStep, string), Guid> chain, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            KindCode = entry.KindCode,
            Step = step,
            AreaCode = entry.AreaCode,
            ParentId = Parent(step, entry.AreaCode, chain),
            Name = entry.Name,
            SecretaryName = entry.SecretaryName,
            Members = entry.Members,
            ValidFrom = entry.From,
        };

    private static Guid? Parent(PartyStep step, string area, Dictionary<(PartyStep, string), Guid> chain) =>
        step is PartyStep.Committee or > PartyStep.Group || AreaCode.Parse(area).Parent is not { } above ? null
        : chain.TryGetValue((step - 1, above.Value), out var parent) ? parent
        : null;

    private void Contact(PartyOrg group, string member, IReadOnlyList<string> typed, DateOnly from, DateTime now)
    {
        var contact = new PartyContact
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            OrgId = group.Id,
            AreaCode = group.AreaCode,
            Name = member,
            ConsentedOn = from,
            ValidFrom = from,
        };
        db.Add(contact);
        db.Add(
            new ConsentRecord
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Purpose = ConsentPurposes.PartyContact,
                TextNumber = ConsentTexts.First,
                SubjectKind = ConsentSubjectKind.Contact,
                SubjectId = contact.Id,
                AreaCode = contact.AreaCode,
                Channel = ConsentChannel.List,
                GivenAt = DateTime.SpecifyKind(from.ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc),
                RecordedAt = now,
            }
        );
        db.AddRange(typed.Select(d => dwellings.Make(db.DistrictId, contact, d, from, now)));
    }
}
