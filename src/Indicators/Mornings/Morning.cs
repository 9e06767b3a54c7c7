using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Mornings;

/// <summary>What was drawn for a grid on a morning; never changed afterwards. 今早五处</summary>
public sealed class Morning : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Local day.</summary>
    public DateOnly DrawnOn { get; init; }

    /// <summary>Grid, 15 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary><see cref="DrawnGrid"/> as JSON.</summary>
    public string Content { get; init; } = "";

    /// <summary>Of <see cref="Content"/>, as it was drawn.</summary>
    public byte[] Sha256 { get; init; } = [];

    /// <summary>False: it does not say any more what was drawn.</summary>
    public bool IsAsDrawn => Digest(Content).AsSpan().SequenceEqual(Sha256);

    public DrawnGrid Read() => JsonSerializer.Deserialize<DrawnGrid>(Content)!;

    internal static Morning Of(int districtId, DateOnly day, string areaCode, DrawnGrid drawn)
    {
        var content = JsonSerializer.Serialize(drawn);
        return new Morning
        {
            DistrictId = districtId,
            DrawnOn = day,
            AreaCode = areaCode,
            Content = content,
            Sha256 = Digest(content),
        };
    }

    private static byte[] Digest(string content) => SHA256.HashData(Encoding.UTF8.GetBytes(content));
}

/// <summary>That a morning was drawn, in one line; its digest over all grids stands on the sealed audit trail too. 抽取记录</summary>
public sealed class MorningDay : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Local day.</summary>
    public DateOnly DrawnOn { get; init; }

    public int FormulaVersion { get; init; }
    public int Grids { get; init; }
    public int Places { get; init; }

    /// <summary>Over the digests of all grids, in the order of their codes.</summary>
    public byte[] Sha256 { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateTime DrawnAt { get; init; }

    internal static byte[] Digest(IEnumerable<Morning> mornings)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var one in mornings.OrderBy(m => m.AreaCode, StringComparer.Ordinal))
        {
            all.AppendData(Encoding.UTF8.GetBytes(one.AreaCode));
            all.AppendData(one.Sha256);
        }
        return all.GetHashAndReset();
    }
}

/// <summary>What became of it after the window. 五处计分</summary>
public sealed class MorningScore : ITenantRow
{
    public int DistrictId { get; init; }
    public DateOnly DrawnOn { get; init; }
    public string AreaCode { get; init; } = "";
    public int Places { get; init; }
    public int Hits { get; init; }
    public int FrequentPlaces { get; init; }
    public int FrequentHits { get; init; }

    /// <summary>JSON: for each place in its order the case that hit it, or null.</summary>
    public string Cases { get; init; } = "";

    /// <summary>JSON: the squares of the places in their order, then those of the compared ones, each with 1 when hit.</summary>
    public string Squares { get; init; } = "";

    /// <summary>It did not say any more what was drawn, and counts for nothing.</summary>
    public bool IsAltered { get; init; }

    /// <summary>UTC.</summary>
    public DateTime ScoredAt { get; init; }

    public IReadOnlyList<Guid?> ReadCases() => JsonSerializer.Deserialize<List<Guid?>>(Cases)!;
}

/// <summary>One square with whether it was hit. 方格计分</summary>
internal sealed record SquareScore(string K, int H);

/// <summary>The squares of one score. 方格计分表</summary>
internal sealed record SquareScores(IReadOnlyList<SquareScore> Drawn, IReadOnlyList<SquareScore> Frequent);

/// <summary>Somebody looked and found nothing; never who. 看过</summary>
public sealed class MorningLook : ITenantRow
{
    public int DistrictId { get; init; }
    public DateOnly DrawnOn { get; init; }
    public string AreaCode { get; init; } = "";

    /// <summary>Number of the place.</summary>
    public int No { get; init; }

    /// <summary>WGS-84 degrees, of the place.</summary>
    public double Lon { get; init; }

    /// <summary>WGS-84 degrees, of the place.</summary>
    public double Lat { get; init; }
}

internal sealed class MorningTable : IEntityTypeConfiguration<Morning>
{
    public void Configure(EntityTypeBuilder<Morning> row)
    {
        row.ToTable("indicators_morning");
        row.HasKey(m => new
        {
            m.DistrictId,
            m.DrawnOn,
            m.AreaCode,
        });
        row.Property(m => m.AreaCode).HasMaxLength(17);
        row.Property(m => m.Content).HasMaxLength(8000);
        row.Property(m => m.Sha256).HasMaxLength(32);
        row.Ignore(m => m.IsAsDrawn);
    }
}

internal sealed class MorningDayTable : IEntityTypeConfiguration<MorningDay>
{
    public void Configure(EntityTypeBuilder<MorningDay> row)
    {
        row.ToTable("indicators_morning_day");
        row.HasKey(d => new { d.DistrictId, d.DrawnOn });
        row.Property(d => d.Sha256).HasMaxLength(32);
    }
}

internal sealed class MorningScoreTable : IEntityTypeConfiguration<MorningScore>
{
    public void Configure(EntityTypeBuilder<MorningScore> row)
    {
        row.ToTable("indicators_morning_score");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.DrawnOn,
            s.AreaCode,
        });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.Cases).HasMaxLength(400);
        row.Property(s => s.Squares).HasMaxLength(1000);
    }
}

internal sealed class MorningLookTable : IEntityTypeConfiguration<MorningLook>
{
    public void Configure(EntityTypeBuilder<MorningLook> row)
    {
        row.ToTable("indicators_morning_look");
        row.HasKey(l => new
        {
            l.DistrictId,
            l.DrawnOn,
            l.AreaCode,
            l.No,
        });
        row.Property(l => l.AreaCode).HasMaxLength(17);
    }
}
