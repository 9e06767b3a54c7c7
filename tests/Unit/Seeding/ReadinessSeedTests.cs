using Gezhi.Grids.Readiness;
using Gezhi.Web.Seeding;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Seeding;

/// <summary>What stands ready in the seed town, as committed.</summary>
public sealed class ReadinessSeedTests
{
    private static readonly ReadinessSeed Seed = ReadinessSeed.Read(SeedFolder.Find(AppContext.BaseDirectory));

    [Fact]
    public void Six_kinds_have_a_plan_in_which_every_line_is_a_step()
    {
        Seed.Plans.Select(p => p.Kind).Distinct().Count().ShouldBe(6);
        foreach (var plan in Seed.Plans)
            KeepPlan.Read(string.Join('\n', plan.Steps)).Count.ShouldBe(plan.Steps.Count, plan.Title);
    }

    [Fact]
    public void Phones_reach_nobody_and_the_river_is_cut_into_posts() =>
        Seed
            .Stock.Select(s => s.Phone)
            .Concat(Seed.RiverPosts.Select(p => p.Phone))
            .ShouldAllBe(phone => phone.StartsWith("154", StringComparison.Ordinal) && phone.Length == 11);
}
