using Gezhi.Grids.Contract;

namespace Gezhi.Grids.Staffing;

/// <summary>Somebody or some organisation in the staffing of an area. 在岗在席</summary>
/// <param name="Kind">What they are there.</param>
/// <param name="AreaCode">Where, 6 to 17 digits.</param>
/// <param name="Name">For colleagues; of an organisation its own name.</param>
/// <param name="Title">What the public sees.</param>
/// <param name="From">First local day.</param>
/// <param name="To">First local day without; null: until further notice.</param>
public sealed record StaffHolder(StaffKind Kind, string AreaCode, string Name, string Title, DateOnly From, DateOnly? To)
{
    /// <summary>The account of a post; null for seats and organisations.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The seat; null for posts and organisations.</summary>
    public Guid? SeatId { get; init; }

    /// <summary>Whether a phone is kept; of seats only.</summary>
    public bool HasPhone { get; init; }

    /// <summary>Phone of the office; null when there is none.</summary>
    public string? PublicPhone { get; init; }

    /// <summary>Reception hours; null for none.</summary>
    public string? Hours { get; init; }
}

/// <summary>Fewer are there than the norm wants. 缺岗</summary>
public sealed record StaffVacancy(StaffArea Area, StaffKind Kind, int Needed, int Held)
{
    public int Missing => Needed - Held;
}

/// <summary>More are there than are meant to be: nobody would know who answers. 超配</summary>
public sealed record StaffExcess(StaffArea Area, StaffKind Kind, int Most, int Held);

/// <summary>One person carries more than the norm allows. 超负荷</summary>
/// <param name="Areas">Where the posts are.</param>
/// <param name="Households">Households of these areas, each area counted once and shared among those who hold it.</param>
/// <param name="OpenCases">Open cases of these areas, shared alike.</param>
/// <param name="MostHouseholds">Null: no limit.</param>
/// <param name="MostOpenCases">Null: no limit.</param>
public sealed record StaffOverload(
    StaffHolder Holder,
    IReadOnlyList<StaffArea> Areas,
    int Households,
    int OpenCases,
    int? MostHouseholds,
    int? MostOpenCases
)
{
    public bool TooManyHouseholds => Households > MostHouseholds;

    public bool TooManyCases => OpenCases > MostOpenCases;
}

/// <summary>Holds the staffing of areas against the norm. 配置检查</summary>
/// <param name="Vacancies">In the order of the areas, then of the kinds.</param>
/// <param name="Overloads">Heaviest first.</param>
/// <param name="Excesses">In the order of the areas, then of the kinds.</param>
public sealed record StaffingCheck(
    IReadOnlyList<StaffVacancy> Vacancies,
    IReadOnlyList<StaffOverload> Overloads,
    IReadOnlyList<StaffExcess> Excesses
)
{
    /// <param name="areas">The areas looked at; dedicated grids are left out.</param>
    /// <param name="holders">All who are in these areas.</param>
    /// <param name="openCases">Open cases by area code, of whatever level the case names.</param>
    public static StaffingCheck Of(
        IReadOnlyCollection<StaffArea> areas,
        IReadOnlyCollection<StaffHolder> holders,
        StaffingNorms norms,
        IReadOnlyDictionary<string, int> openCases
    )
    {
        var byPlace = holders.ToLookup(h => (h.AreaCode, h.Kind));
        var (vacancies, excesses) = (new List<StaffVacancy>(), new List<StaffExcess>());
        var loads = new Dictionary<(Guid, StaffKind), Load>();
        var cases = Inside(openCases);
        foreach (var area in areas.Where(a => a.Kind == AreaKind.Ordinary))
        foreach (var norm in norms.For(area.Code, area.Level))
        {
            var held = byPlace[(area.Code, norm.Kind)].ToList();
            if (held.Count < norm.Least)
                vacancies.Add(new StaffVacancy(area, norm.Kind, norm.Least, held.Count));
            if (StaffingNorms.Most(norm) is { } most && held.Count > most)
                excesses.Add(new StaffExcess(area, norm.Kind, most, held.Count));
            if (norm.MostHouseholds is not null || norm.MostOpenCases is not null)
                Share(loads, held, area, norm, cases.GetValueOrDefault(area.Code));
        }
        return new StaffingCheck(
            vacancies,
            [
                .. loads
                    .Values.Select(l => l.Result)
                    .Where(o => o.TooManyHouseholds || o.TooManyCases)
                    .OrderByDescending(o => o.Households)
                    .ThenBy(o => o.Areas[0].Code, StringComparer.Ordinal),
            ],
            excesses
        );
    }

    /// <summary>Open cases of an area with all that lies inside it, by every code around the case.</summary>
    private static Dictionary<string, int> Inside(IReadOnlyDictionary<string, int> openCases)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (code, count) in openCases)
        foreach (var length in (int[])[6, 9, 12, 15, 17])
            if (length <= code.Length)
                sums[code[..length]] = sums.GetValueOrDefault(code[..length]) + count;
        return sums;
    }

    private static void Share(
        Dictionary<(Guid, StaffKind), Load> loads,
        List<StaffHolder> held,
        StaffArea area,
        NormLine norm,
        int openCases
    )
    {
        foreach (var holder in held)
            if ((holder.AccountId ?? holder.SeatId) is { } who)
            {
                if (!loads.TryGetValue((who, holder.Kind), out var load))
                    loads.Add((who, holder.Kind), load = new Load(holder, norm));
                load.Add(area, (area.Households ?? 0) / (double)held.Count, openCases / (double)held.Count);
            }
    }

    private sealed class Load(StaffHolder holder, NormLine norm)
    {
        private readonly List<StaffArea> areas = [];
        private double households;
        private double cases;

        public StaffOverload Result =>
            new(
                holder,
                areas,
                (int)Math.Round(households, MidpointRounding.AwayFromZero),
                (int)Math.Round(cases, MidpointRounding.AwayFromZero),
                norm.MostHouseholds,
                norm.MostOpenCases
            );

        public void Add(StaffArea area, double households, double cases)
        {
            areas.Add(area);
            this.households += households;
            this.cases += cases;
        }
    }
}
