using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Gezhi.Cases.Samples;

/// <summary>Draws by lot so that anybody can draw again: a hash for each case, the smallest ones are drawn. 抽签算法</summary>
/// <remarks>
/// Ticket = the first 16 hex digits of SHA-256(seed + "|" + case number) in UTF-8. In each stratum the tickets are put in order, the case number deciding
/// between equal ones, and the first ⌈n × percent ÷ 100⌉ are drawn. Whoever has the list and the seed gets the same cases with sha256sum and sort.
/// </remarks>
public static class Lots
{
    /// <summary>District, first and last day, published number, joined by bars.</summary>
    public static string SeedOf(int districtId, DateOnly fromOn, DateOnly toOn, string number) =>
        string.Create(CultureInfo.InvariantCulture, $"{districtId}|{fromOn:yyyy-MM-dd}|{toOn:yyyy-MM-dd}|{number}");

    /// <summary>16 hex digits.</summary>
    public static string Ticket(string seed, string caseNo) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{caseNo}")))[..16];

    /// <summary>How many of a stratum are drawn: rounded up, so that of few cases one is looked at as well.</summary>
    public static int Count(int population, int percent) => (int)(((long)population * percent + 99) / 100);

    /// <summary>Case numbers drawn.</summary>
    public static IReadOnlySet<string> Draw(
        string seed,
        IReadOnlyCollection<(string CaseNo, Stratum Stratum)> population,
        IReadOnlyDictionary<Stratum, int> percents
    ) =>
        population
            .GroupBy(p => p.Stratum)
            .SelectMany(g =>
                g.OrderBy(p => Ticket(seed, p.CaseNo), StringComparer.Ordinal)
                    .ThenBy(p => p.CaseNo, StringComparer.Ordinal)
                    .Take(Count(g.Count(), percents.GetValueOrDefault(g.Key)))
            )
            .Select(p => p.CaseNo)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>SHA-256 of the case numbers in order, one a line, hex.</summary>
    public static string HashOf(IEnumerable<string> caseNos) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(caseNos.Order(StringComparer.Ordinal).Select(no => no + "\n"))))
        );

    /// <summary>"OnSpot=20,Rework=10,Other=5".</summary>
    public static string Write(IReadOnlyDictionary<Stratum, int> percents) =>
        string.Join(',', percents.OrderBy(p => p.Key).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyDictionary<Stratum, int> Read(string shares) =>
        shares
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('='))
            .ToDictionary(part => Enum.Parse<Stratum>(part[0]), part => int.Parse(part[1], CultureInfo.InvariantCulture));
}
