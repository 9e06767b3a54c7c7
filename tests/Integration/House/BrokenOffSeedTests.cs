using Gezhi.Cases.Catalogue;
using Gezhi.Identity.Posts;
using Gezhi.Migrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.House;

/// <summary>Somebody breaks off the first start while the town is being written.</summary>
public sealed class BrokenOffSeedTests
{
    [Fact]
    public async Task A_first_start_that_was_broken_off_leaves_nothing_and_the_second_writes_the_whole_town()
    {
        var folder = $"--Storage:Root={Directory.CreateTempSubdirectory("gezhi-half-").FullName}";
        var breaking = new BreakAtTheCatalogue();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Town.Start(Engine.Sqlite, services => services.ConfigureDbContext<SqliteGezhiDb>(o => o.AddInterceptors(breaking)), folder)
        );
        breaking.WasGround.ShouldBeTrue("ground and people must have been written before");

        await using var town = await Town.Start(Engine.Sqlite, folder);

        (await town.With((_, db) => db.Set<Category>().CountAsync())).ShouldBeGreaterThan(100);
        var people = await town.With((_, db) => db.Set<Post>().ToListAsync());
        people.Count.ShouldBeGreaterThan(100);
        people.Select(p => (p.AccountId, p.Role, p.AreaCode, p.UnitCode)).ShouldBeUnique();
    }

    private sealed class BreakAtTheCatalogue : SaveChangesInterceptor
    {
        public bool WasGround { get; private set; }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            var tracked = eventData.Context!.ChangeTracker.Entries().Select(e => e.Entity).ToList();
            WasGround |= tracked.OfType<Post>().Any();
            return tracked.OfType<Category>().Any() ? throw new OperationCanceledException("Ctrl-C") : new(result);
        }
    }
}
