using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Platform.Data;

/// <summary>Carries the dialect in the options of a context: a context that comes from a pool takes nothing else. 方言选项</summary>
public sealed class DialectOption(Dialect dialect) : IDbContextOptionsExtension
{
    private OptionInfo? info;

    public DbContextOptionsExtensionInfo Info => info ??= new OptionInfo(this);

    public void ApplyServices(IServiceCollection services) { }

    public void Validate(IDbContextOptions options) { }

    internal static Dialect Of(DbContextOptions options) => options.GetExtension<DialectOption>().Dialect;

    private Dialect Dialect { get; } = dialect;

    private sealed class OptionInfo(DialectOption option) : DbContextOptionsExtensionInfo(option)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => 0;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is OptionInfo;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) { }
    }
}

/// <summary>Naming the dialect of a context.</summary>
public static class DialectOptions
{
    public static DbContextOptionsBuilder UseDialect(this DbContextOptionsBuilder options, Dialect dialect)
    {
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new DialectOption(dialect));
        return options;
    }
}
