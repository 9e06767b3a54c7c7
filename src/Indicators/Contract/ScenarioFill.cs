using Gezhi.Indicators.WhatIf;
using Gezhi.Platform;
using Gezhi.Platform.Data;

namespace Gezhi.Indicators.Contract;

/// <summary>Writes scenarios for the seed town; they are played by the server itself. 推演方案批量写入</summary>
public sealed class ScenarioFill
{
    private readonly GezhiDb db;

    internal ScenarioFill(GezhiDb db) => this.db = db;

    /// <summary>A scenario with more people in one unit, waiting to be played. Saved by the caller.</summary>
    /// <param name="authorId">Account.</param>
    /// <param name="unitCode">The unit; null: nothing is changed, it shows how well the model fits.</param>
    /// <param name="persons">How many more.</param>
    public void Add(Guid authorId, string name, DateOnly fromOn, DateOnly toOn, string? unitCode, int persons, DateTime now)
    {
        var content = new ScenarioContent(Staffing: unitCode is null ? null : [new StaffingChange(unitCode, persons)]);
        var scenario = new Scenario
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Name = name,
            FromOn = fromOn,
            ToOn = toOn,
            Content = content.ToJson(),
            AuthorId = authorId,
            CreatedAt = now,
            ChangedBy = authorId,
            ChangedAt = now,
        };
        db.Add(scenario);
        db.Add(
            new ScenarioRun
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                ScenarioId = scenario.Id,
                Revision = scenario.Revision,
                FromOn = fromOn,
                ToOn = toOn,
                Content = scenario.Content,
                AskedBy = authorId,
                AskedAt = now,
            }
        );
    }
}
