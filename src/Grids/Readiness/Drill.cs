using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Readiness;

/// <summary>An exercise that was held, with when each arrived and what was learnt. 演练</summary>
public sealed class Drill : ITenantRow
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public EmergencyKind Kind { get; init; }
    public string AreaCode { get; init; } = "";
    public string Place { get; init; } = "";

    /// <summary>UTC, of the alarm.</summary>
    public DateTime HeldAt { get; init; }

    /// <summary>JSON list of <see cref="DrillArrival"/>.</summary>
    public string Arrivals { get; init; } = "[]";

    /// <summary>做得好的.</summary>
    public string Well { get; init; } = "";

    /// <summary>要改进的.</summary>
    public string Wrong { get; init; } = "";

    public Guid? EnteredBy { get; init; }

    public static string ArrivalsOf(IEnumerable<DrillArrival> arrivals) => JsonSerializer.Serialize(arrivals, Json);

    public IReadOnlyList<DrillArrival> ReadArrivals() => JsonSerializer.Deserialize<List<DrillArrival>>(Arrivals, Json)!;
}

/// <summary>Who was there when. 演练到场</summary>
/// <param name="Minutes">From the alarm; null: did not come.</param>
public sealed record DrillArrival(string Who, ResponseTask Task, double? Minutes);

internal sealed class DrillTable : IEntityTypeConfiguration<Drill>
{
    public void Configure(EntityTypeBuilder<Drill> row)
    {
        row.ToTable("grids_drill");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.AreaCode).HasMaxLength(17);
        row.Property(d => d.Arrivals).HasMaxLength(8000);
        row.Property(d => d.Well).HasMaxLength(2000);
        row.Property(d => d.Wrong).HasMaxLength(2000);
        row.HasIndex(d => new { d.DistrictId, d.HeldAt });
    }
}
