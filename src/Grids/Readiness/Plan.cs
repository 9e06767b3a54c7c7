using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Readiness;

/// <summary>One version of what is done in an emergency of a kind; written once, never changed. 预案版本</summary>
public sealed class Plan : ITenantRow
{
    /// <summary>Longest list of steps.</summary>
    public const int MostSteps = 40;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public EmergencyKind Kind { get; init; }

    /// <summary>1, 2, 3…; the highest stands.</summary>
    public int VersionNo { get; init; }

    public string Title { get; init; } = "";

    /// <summary>JSON list of <see cref="PlanStep"/>.</summary>
    public string Steps { get; init; } = "[]";

    /// <summary>Null for what came with the seed or an import.</summary>
    public Guid? WrittenBy { get; init; }

    public DateTime WrittenAt { get; init; }

    public static string StepsOf(IEnumerable<PlanStep> steps) => JsonSerializer.Serialize(steps, Json);

    public PlanView View() => new(Id, Kind, VersionNo, Title, JsonSerializer.Deserialize<List<PlanStep>>(Steps, Json)!);
}

internal sealed class PlanTable : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> row)
    {
        row.ToTable("grids_plan");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.Steps).HasMaxLength(12_000);
        row.HasIndex(p => new
            {
                p.DistrictId,
                p.Kind,
                p.VersionNo,
            })
            .IsUnique();
    }
}
