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
    private readonly List<object> appended = [];

    /// <summary>Name of the filter that keeps districts apart.</summary>
    public const string DistrictFilter = "district";

    /// <summary>How often a save is tried that had to give way to another transaction.</summary>
    private const int MostTries = 4;
    private const int MostBeginnings = 12;

    /// <summary>The district of this unit of work; 0 sees nothing.</summary>
    public int DistrictId { get; private set; }

    /// <summary>What differs between the engines.</summary>
    public Dialect Dialect => dialect;

    /// <summary>Assemblies whose mappings make up the model.</summary>
    protected abstract IReadOnlyList<Assembly> ModelAssemblies { get; }

    /// <summary>Turns this context to a district and lets go of what is of another; a context that comes from the pool is turned to none first.</summary>
    public GezhiDb In(int districtId)
    {
        if (DistrictId != districtId && (appended.Count > 0 || ChangeTracker.Entries().Any()))
            Forget();
        DistrictId = districtId;
        return this;
    }

    /// <summary>
    /// Adds a row that this unit of work does not change after its save: it is written with the next save, after what is tracked, in the order of
    /// appending, and never tracked. For rows that come with every command (decision 0016).
    /// </summary>
    public void Append(object row) => appended.Add(row);

    /// <summary>How many rows wait for the next save, besides those that are tracked.</summary>
    public int Appended => appended.Count;

    /// <summary>Takes back what was appended and not saved; what is tracked stays.</summary>
    public void ForgetAppended() => appended.Clear();

    /// <summary>Lets go of everything that is loaded or waits to be saved.</summary>
    public void Forget()
    {
        appended.Clear();
#pragma warning disable RS0030 // the one place
        ChangeTracker.Clear();
#pragma warning restore RS0030
    }

    /// <summary>
    /// Begins again when somebody else, or a clock, wrote to the same row at the same moment: for what must not be lost because of that, an answer to
    /// an alarm, the outcome of a call, a decision on a record whose case moves by itself.
    /// </summary>
    /// <param name="work">Reads everything anew.</param>
    public async Task<T> Again<T>(Func<Task<T>> work, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await work();
            }
            catch (StaleVersion) when (tries < MostBeginnings)
            {
                Forget();
                await Task.Delay(tries * 7, ct);
            }
        }
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
            await GivingWay(ct);
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

    /// <summary>Runs several saves as one durable transaction; inside another one they are part of that.</summary>
    public async Task Together(Func<Task> work, CancellationToken ct)
    {
        if (Database.CurrentTransaction is not null)
        {
            await work();
            return;
        }
        using var turn = await dialect.WriteTurn(false, ct);
        await using var transaction = await Database.BeginTransactionAsync(ct);
        await work();
        await transaction.CommitAsync(ct);
    }

    /// <summary>A deadlock takes back the whole save and nothing else: it is tried again, unless it is part of a transaction that is gone with it.</summary>
    private async Task GivingWay(CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (appended.Count == 0)
                    await SaveChangesAsync(ct);
                else
                    await SaveAll(ct);
                return;
            }
            catch (Exception e) when (tries < MostTries && Database.CurrentTransaction is null && dialect.IsDeadlock(e)) { }
        }
    }

    private async Task SaveAll(CancellationToken ct)
    {
        var changed = ChangeTracker.HasChanges();
        var isMine = Database.CurrentTransaction is null && (changed || dialect.NeedsTransaction(appended.Count));
        await using var transaction = isMine ? await Database.BeginTransactionAsync(ct) : null;
        if (changed)
            await SaveTracked(isMine, ct);
        await dialect.Insert(this, appended, ct);
        if (transaction is not null)
            await transaction.CommitAsync(ct);
        appended.Clear();
        if (changed && isMine)
            ChangeTracker.AcceptAllChanges();
    }

    /// <summary>Inside a transaction of its own a failed save leaves everything as it was, to be tried again: no point in between is needed.</summary>
    private async Task SaveTracked(bool isMine, CancellationToken ct)
    {
        var points = Database.AutoSavepointsEnabled;
        try
        {
            Database.AutoSavepointsEnabled = points && !isMine;
            await SaveChangesAsync(acceptAllChangesOnSuccess: !isMine, ct);
        }
        finally
        {
            Database.AutoSavepointsEnabled = points;
        }
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
        foreach (var entry in ChangeTracker.Entries())
            if (entry.State is EntityState.Modified or EntityState.Deleted)
            {
                if (entry.State == EntityState.Modified && entry.Entity is IVersioned)
                    Raise(entry.Property(nameof(IVersioned.Version)));
                else if (entry.Entity is Audit.AuditRow row && !row.MayBeSaved(entry))
                    throw new InvalidOperationException("an audit row is sealed once and never changed or removed");
            }
    }

    private static void Raise(PropertyEntry version) => version.CurrentValue = (int)version.OriginalValue! + 1; // once, also when a save is tried again

    private static async Task<int?> CurrentVersion(IReadOnlyList<EntityEntry> entries, CancellationToken ct)
    {
        foreach (var entry in entries.Where(e => e.Entity is IVersioned))
            if (await entry.GetDatabaseValuesAsync(ct) is { } values)
                return values.GetValue<int>(nameof(IVersioned.Version));
        return null;
    }
}
