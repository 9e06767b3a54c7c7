using System.Globalization;
using System.Text.Json;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Places;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Identity.Units;
using Gezhi.Open311.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Writes the seed town into an empty database, once: ground, people, rules, then the reports of two months. 示例数据写入</summary>
internal sealed class TownFiller(
    GezhiDb db,
    FieldCipher cipher,
    Districts districts,
    TimeProvider clock,
    IConfiguration configuration,
    IHostEnvironment host,
    ReportFiller reports,
    DeadlineFiller deadlines,
    FollowUpFiller followUps,
    RuleFiller rules,
    ReadinessFiller readiness,
    RegistryFiller registry,
    InspectionFiller inspections,
    VisitFiller visits,
    PatrolFiller patrols,
    IntegrityFiller integrity,
    NoticeFiller notices,
    IntakeFiller intake,
    EvaluationFiller evaluation,
    Gezhi.Indicators.Contract.MorningFill mornings,
    CouncilFiller council,
    GroupFiller groups,
    VoteFiller votes,
    TopicFiller topics,
    MediationFiller mediation,
    CommunityFiller living,
    StaffBook staff,
    QuestionBook questions,
    WorkCalendar calendar
)
{
    /// <summary>Days for which five places were drawn: some are old enough to be judged.</summary>
    private const int Mornings = 45;

    private static readonly DateOnly Beginning = new(2025, 1, 1);

    /// <summary>马寨镇: its villages have the rural norm.</summary>
    private const string RuralTown = "410103100";

    /// <summary>Streets in the middle of town over which unit grids lie.</summary>
    private static readonly string[] SurveyedStreets = ["410103004", "410103010"];

    /// <summary>Does nothing when the town is there already, or when this is not a demonstration.</summary>
    /// <exception cref="InvalidOperationException">Demo mode in Production.</exception>
    public async Task Fill(CancellationToken ct)
    {
        if (!configuration.GetValue<bool>("Demo:Enabled"))
            return;
        if (host.IsProduction())
            throw new InvalidOperationException("Demo:Enabled must be false in Production: the demonstration hands out sign-in links");
        if (await db.In(districts.Default).Areas.AnyAsync(ct))
            return; // before the files are read: most starts end here
        var folder = configuration["Demo:Seed"] ?? SeedFolder.Find(host.ContentRootPath);
        var town = SeedTown.Read(folder);
        db.In(int.Parse(town.Areas[0].Code, CultureInfo.InvariantCulture));
        if (await db.Areas.AnyAsync(ct))
            return;
        var now = clock.UtcNow;
        var catalogue = SeedCatalogue.Read(folder, town, db.DistrictId, now);
        var cast = SeedCast.Read(folder);
        // One transaction: whoever breaks off the first start finds an empty database at the second, never half a town.
        await db.Together(
            async () =>
            {
                Ground(town, InEnglish(folder, town, cast), PlacesInEnglish(folder), now);
                await Part(ct);
                var accounts = People(cast, now);
                Dedicated(SeedDedicated.Read(folder), cast, accounts, now);
                UnitGrids(town, now);
                await Part(ct);
                db.AddRange(catalogue.Categories);
                db.AddRange(catalogue.Conditions);
                db.AddRange(catalogue.Rules);
                await Part(ct);
                await rules.Fill(catalogue, now, ct);
                questions.Ask(Questions(folder), now);
                await Part(ct);
                await readiness.Fill(folder, town, cast, now, configuration.GetValue("Demo:Reports", 2000) > 0, ct);
                await registry.Fill(folder, town, now, ct);
                await patrols.Fill(town, cast, now, ct);
                await Part(ct);
                await visits.Fill(folder, now, ct);
                await votes.Fill(folder, accounts, now, ct);
                await Part(ct);
                await reports.Fill(
                    folder,
                    cast,
                    catalogue,
                    configuration.GetValue("Demo:Reports", 2000),
                    configuration.GetValue<int?>("Demo:Days"),
                    ct
                );
                await deadlines.Fill(folder, catalogue.Categories, configuration.GetValue("Demo:Reports", 2000) > 0, ct);
                await rules.FillGaps(reports.Gaps, ct);
                await Part(ct);
                await JoinSeed.Fill(db, now, ct);
                if (configuration.GetValue("Demo:Reports", 2000) > 0)
                {
                    await followUps.Fill(folder, ct);
                    await intake.Fill(folder, now, ct);
                    await integrity.Fill(ct);
                }
                await Part(ct);
                await inspections.Fill(folder, now, configuration.GetValue("Demo:Reports", 2000) > 0, ct);
                await Part(ct);
                if (configuration.GetValue("Demo:Reports", 2000) > 0)
                {
                    await evaluation.Fill(accounts, now, ct);
                    await mornings.Fill(Mornings, ct);
                }
                await notices.Fill(accounts, now, ct);
                await Staffing(new StaffingTown(town, cast, calendar.LocalDay(now)), now, ct); // last: nobody of it takes part in the reports of the past
                if (configuration.GetValue("Demo:Reports", 2000) > 0)
                {
                    await council.Fill(now, ct);
                    await groups.Fill(now, ct);
                    await Part(ct);
                    await topics.Fill(accounts, now, ct);
                    await living.Fill(now, ct);
                    await Part(ct);
                }
            },
            ct
        );
        await db.Dialect.Analyse(db, ct);
    }

    private static List<SeedQuestion> Questions(string folder) =>
        JsonSerializer.Deserialize<List<SeedQuestion>>(
            File.ReadAllText(Path.Combine(folder, "town", "open311.json")),
            JsonSerializerOptions.Web
        )!;

    private async Task Part(CancellationToken ct)
    {
        await db.Save(ct);
        db.Forget();
    }

    /// <summary>Minggong Road Street Office → Minggong Road Street; the district itself has no office among the units.</summary>
    private static Dictionary<string, string> StreetsInEnglish(SeedCast cast)
    {
        var names = cast
            .Units.Where(u => u is { Kind: UnitKind.Street, Area.Length: 9 } && u.En.EndsWith(" Office", StringComparison.Ordinal))
            .ToDictionary(
                u => u.Area,
                u => u.En[..^" Office".Length].Replace("Street Street", "Street", StringComparison.Ordinal),
                StringComparer.Ordinal
            );
        names["410103"] = "Erqi District";
        return names;
    }

    /// <summary>Streets by their offices, communities by their own list, grids by their number: Minzhu Road Community Grid 7 Micro-grid 3.</summary>
    private static Dictionary<string, string> InEnglish(string folder, SeedTown town, SeedCast cast)
    {
        var names = StreetsInEnglish(cast);
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "town", "english.json")));
        var communities = list.RootElement.GetProperty("names");
        foreach (var area in town.Areas.OrderBy(a => a.Code.Length))
            if (area.Code.Length == 12 && communities.TryGetProperty(area.Name, out var name))
                names[area.Code] = name.GetString()!;
            else if (area.Code.Length == 15 && names.TryGetValue(area.Code[..12], out var community))
                names[area.Code] = $"{community} Grid {int.Parse(area.Code.AsSpan(12), CultureInfo.InvariantCulture)}";
            else if (area.Code.Length == 17 && names.TryGetValue(area.Code[..15], out var grid))
                names[area.Code] = $"{grid} Micro-grid {int.Parse(area.Code.AsSpan(15), CultureInfo.InvariantCulture)}";
        return names;
    }

    private void Ground(SeedTown town, Dictionary<string, string> english, Dictionary<string, string> places, DateTime now)
    {
        db.AddRange(
            town.Areas.Select(a => new Area
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Code = a.Code,
                Level = a.Level,
                NameZh = a.Name,
                NameEn = english.GetValueOrDefault(a.Code, ""),
                Shape = AreaShape.Write([
                    [a.Ring],
                ]),
                Households = a.Households > 0 ? a.Households : null,
                Source = a.Code.Length == 6 ? "Vonng/adcode, CC BY 4.0" : "示例数据生成",
                IsRural = a.Code.StartsWith(RuralTown, StringComparison.Ordinal),
                ValidFrom = Beginning,
            })
        );
        db.AddRange(
            town.Landmarks.Select(l => new Landmark
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Kind = l.Kind.ToString(),
                Name = l.Name,
                NameEn = places.GetValueOrDefault(l.Name, ""),
                Address = l.Address,
                Lon = l.At.Lon,
                Lat = l.At.Lat,
                AreaCode = l.AreaCode,
            })
        );
        db.AddRange(town.Roads.Select(r => Feature(r.IsMain ? "main-road" : "road", r.Name, r.Lines, null)));
        db.AddRange(town.Waters.Select(w => Feature("water", w.Name, [w.Line], w.WidthMetres)));
        db.AddRange(town.Parks.Select(p => Feature("park", p.Name, [p.Ring], null)));

        MapFeature Feature(string kind, string name, IReadOnlyList<IReadOnlyList<LonLat>> lines, double? width) =>
            Drawn(kind, name, places.GetValueOrDefault(name, ""), lines, width, now);
    }

    /// <summary>Roads, waters, parks, landmarks and addresses by their names.</summary>
    private static Dictionary<string, string> PlacesInEnglish(string folder)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "town", "english.json")));
        return list.RootElement.GetProperty("places").Deserialize<Dictionary<string, string>>()!;
    }

    private MapFeature Drawn(
        string kind,
        string name,
        string english,
        IReadOnlyList<IReadOnlyList<LonLat>> lines,
        double? width,
        DateTime now
    ) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Kind = kind,
            Name = name,
            NameEn = english,
            WidthMetres = width,
            Shape =
                $"[{string.Join(',', lines.Select(l => $"[{string.Join(',', l.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.Lon},{p.Lat}]")))}]"))}]",
        };

    private async Task Staffing(StaffingTown plan, DateTime now, CancellationToken ct)
    {
        Units(StaffingTown.Partners());
        People(plan.People(), now);
        await Part(ct);
        await deadlines.CallPartners(ct);
        await Part(ct);
        await mediation.Fill(now, ct);
        foreach (var (left, colleague, grid) in plan.Doubled())
        {
            var both = await db.Set<Account>()
                .Where(a => a.UserName == left || a.UserName == colleague)
                .ToDictionaryAsync(a => a.UserName, ct);
            var post = await db.Set<Post>().FirstAsync(p => p.AccountId == both[left].Id && p.AreaCode == grid, ct);
            post.ValidTo = calendar.LocalDay(now).AddDays(-10);
            db.Add(
                new Post
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    AccountId = both[colleague].Id,
                    Role = post.Role,
                    AreaCode = grid,
                    Title = post.Title,
                    ValidFrom = post.ValidTo.Value,
                }
            );
        }
        await Part(ct);
        staff.Norms(StaffingTown.Norms(), now);
        staff.Seats(plan.Seats(), now);
        await Part(ct);
        staff.Party(plan.Party(), now);
        staff.Charters(plan.Charters());
        staff.Schemes(StaffingTown.Schemes(), now);
        await Part(ct);
    }

    private void Dedicated(IReadOnlyList<SeedDedicated> dedicated, SeedCast cast, IReadOnlyDictionary<string, Guid> accounts, DateTime now)
    {
        var today = calendar.LocalDay(now);
        db.AddRange(dedicated.Select(d => d.Row(db.DistrictId, today, now)));
        db.AddRange(dedicated.Select(d => d.Post(db.DistrictId, cast, accounts, today, now)).OfType<Post>());
        db.Add(new GridSettings { DistrictId = db.DistrictId });
    }

    private void UnitGrids(SeedTown town, DateTime now) =>
        db.AddRange(
            town.Areas.Where(a => a.Code.Length == 12 && SurveyedStreets.Contains(a.ParentCode))
                .SelectMany(a =>
                    CellRaster.Over(
                        a.Code,
                        [
                            [
                                [.. a.Ring],
                            ],
                        ]
                    )
                )
                .Select(c => new UnitGrid
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Code = c.Code,
                    Shape = AreaShape.Write(c.Polygons),
                    Source = "示例数据生成",
                    ValidFrom = Beginning,
                })
        );

    /// <returns>User name → account.</returns>
    private Dictionary<string, Guid> People(SeedCast cast, DateTime now)
    {
        Units(cast.Units);
        return People(cast.Staff, now);
    }

    private void Units(IEnumerable<SeedUnit> units) =>
        db.AddRange(
            units.Select(u => new Unit
            {
                DistrictId = db.DistrictId,
                Code = u.Code,
                NameZh = u.Zh,
                NameEn = u.En,
                Kind = u.Kind,
                AreaCode = u.Area,
            })
        );

    private Dictionary<string, Guid> People(IEnumerable<SeedPerson> people, DateTime now)
    {
        var accounts = new Dictionary<string, Guid>();
        foreach (var person in people)
        {
            var account = new Account
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                UserName = person.UserName,
                NormalizedUserName = person.UserName.ToUpperInvariant(),
                Name = person.Name,
                PhoneSealed = cipher.Seal(db.DistrictId, PhoneField.Account, person.Phone),
                SecurityStamp = Ids.New(now).ToString("N"),
                CreatedAt = now,
            };
            db.Add(account);
            accounts[account.UserName] = account.Id;
            db.AddRange(
                person.Posts.Select(p => new Post
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    AccountId = account.Id,
                    Role = p.Role,
                    AreaCode = p.Area,
                    UnitCode = p.Unit,
                    Title = p.Title,
                    ValidFrom = p.From,
                    ValidTo = p.To,
                })
            );
        }
        return accounts;
    }
}
