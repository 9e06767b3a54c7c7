using System.Linq.Expressions;
using System.Reflection;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Gezhi.Platform.Data;

/// <summary>The one database context: all modules, two engines, one district at a time. 数据库</summary>
/// <remarks>
/// Every query on a tenant table carries <c>district_id = DistrictId</c> by a filter (rule R6).
/// Provider subclasses live in Migrations; what differs between the engines lives in <see cref="Dialect"/>.
/// </remarks>
public abstract class GezhiDb(DbContextOptions options) : DbContext(options)
{
    private readonly Dialect dialect = DialectOption.Of(options);

    /// <summary>Name of the filter that keeps districts apart.</summary>
    public const string DistrictFilter = "district";

    /// <summary>The district of this unit of work; 0 sees nothing.</summary>
    public int DistrictId { get; private set; }

    /// <summary>What differs between the engines.</summary>
    public Dialect Dialect => dialect;

    /// <summary>Assemblies whose mappings make up the model.</summary>
    protected abstract IReadOnlyList<Assembly> ModelAssemblies { get; }

    /// <summary>Turns this context to a district. Not while rows of another district are loaded.</summary>
    public GezhiDb In(int districtId)
    {
        if (DistrictId != districtId && ChangeTracker.Entries().Any())
            ChangeTracker.Clear();
        DistrictId = districtId;
        return this;
    }

    /// <summary>Saves in one durable transaction.</summary>
    /// <exception cref="StaleVersion">Somebody else changed a row first.</exception>
    /// <exception cref="DuplicateKey">A unique key is already there.</exception>
    /// <exception cref="InvalidInput">A text is longer than its column: many marks stacked on few letters.</exception>
    public async Task Save(CancellationToken ct)
    {
        CountVersions(); // before the turn: others need not wait while we look through what changed
        using var turn = await dialect.WriteTurn(Database.CurrentTransaction is not null, ct);
        var looks = ChangeTracker.AutoDetectChangesEnabled;
        try
        {
            ChangeTracker.AutoDetectChangesEnabled = false; // CountVersions has just looked
            await SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new StaleVersion(await CurrentVersion(e.Entries, ct));
        }
        catch (DbUpdateException e) when (dialect.IsDuplicateKey(e))
        {
            throw new DuplicateKey(e);
        }
        catch (DbUpdateException e) when (dialect.IsTooLong(e))
        {
            throw new InvalidInput("", "input.too-long");
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = looks;
        }
    }

    /// <summary>Runs several saves as one durable transaction.</summary>
    public async Task Together(Func<Task> work, CancellationToken ct)
    {
        using var turn = await dialect.WriteTurn(false, ct);
        await using var transaction = await Database.BeginTransactionAsync(ct);
        await work();
        await transaction.CommitAsync(ct);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => dialect.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in ModelAssemblies)
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        Conventions.Apply(modelBuilder);
        var filter = typeof(GezhiDb).GetMethod(nameof(FilterByDistrict), BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (
            var type in modelBuilder.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => t.IsAssignableTo(typeof(ITenantRow))).ToList()
        )
            filter.MakeGenericMethod(type).Invoke(this, [modelBuilder]);
    }

    private void FilterByDistrict<T>(ModelBuilder modelBuilder)
        where T : class, ITenantRow
    {
        Expression<Func<T, bool>> ofDistrict = row => row.DistrictId == DistrictId;
        modelBuilder.Entity<T>().HasQueryFilter(DistrictFilter, ofDistrict);
    }

    private void CountVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
            if (entry.State == EntityState.Modified)
                entry.Property(e => e.Version).CurrentValue = entry.Property(e => e.Version).OriginalValue + 1; // once, also when a save is tried again
    }

    private static async Task<int?> CurrentVersion(IReadOnlyList<EntityEntry> entries, CancellationToken ct)
    {
        foreach (var entry in entries.Where(e => e.Entity is IVersioned))
            if (await entry.GetDatabaseValuesAsync(ct) is { } values)
                return values.GetValue<int>(nameof(IVersioned.Version));
        return null;
    }
}
