FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json .editorconfig Directory.Build.props Directory.Packages.props ./
COPY eng/BannedSymbols.txt eng/
COPY src/BazhongTracker.Domain/BazhongTracker.Domain.csproj src/BazhongTracker.Domain/
COPY src/BazhongTracker.Data/BazhongTracker.Data.csproj src/BazhongTracker.Data/
COPY src/BazhongTracker.Web/BazhongTracker.Web.csproj src/BazhongTracker.Web/
RUN dotnet restore src/BazhongTracker.Web
COPY LICENSE THIRD-PARTY-NOTICES.md ./
COPY seeds seeds
COPY src src
RUN dotnet publish src/BazhongTracker.Web --configuration Release --no-restore --output /program

FROM mcr.microsoft.com/dotnet/aspnet:10.0-alpine
# Chinese dates and numbers need ICU, the hour in Shanghai needs the time zones.
RUN apk add --no-cache icu-libs icu-data-full tzdata \
    && mkdir -m 0700 /keys && chown $APP_UID /keys
ENV ASPNETCORE_ENVIRONMENT=Production \
    ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    DOTNET_EnableDiagnostics=0 \
    DataProtection__KeysFolder=/keys
WORKDIR /program
COPY --from=build /program ./
USER $APP_UID
VOLUME /keys
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "BazhongTracker.Web.dll"]
